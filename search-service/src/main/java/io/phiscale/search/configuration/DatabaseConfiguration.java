package io.phiscale.search.configuration;

import com.zaxxer.hikari.HikariDataSource;
import io.phiscale.db.EmbeddedDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database: the configured one, else an embedded PostgreSQL that lives and ends with the coordinator. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int CONNECTIONS = 20;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("phiscale.database.url")
    static class External {
        @Bean
        DataSource dataSource(PhiscaleProperties properties) {
            PhiscaleProperties.Database database = properties.database();
            return pool(String.valueOf(database.url()), database.user(), database.password());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "phiscale.database.url", matchIfMissing = true, havingValue = "none")
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(PhiscaleProperties properties) {
            Path directory = properties.database().directory();
            return EmbeddedDatabase.start(directory == null ? defaultDirectory() : directory);
        }

        @Bean
        DataSource dataSource(EmbeddedDatabase database) {
            return pool(database.url(), EmbeddedDatabase.USER, database.password());
        }

        private static Path defaultDirectory() {
            String data = System.getenv("XDG_DATA_HOME");
            Path root = data == null || data.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".local", "share")
                    : Path.of(data);
            return root.resolve("phiscale").resolve("postgres");
        }
    }

    private static HikariDataSource pool(String url, String user, String password) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName("phiscale");
        // Ten thousand candidates go in with a few statements, not with ten thousand.
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }
}
