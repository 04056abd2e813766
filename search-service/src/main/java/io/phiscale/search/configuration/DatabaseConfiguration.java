package io.phiscale.search.configuration;

import com.zaxxer.hikari.HikariDataSource;
import io.phiscale.db.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database: the configured one, else an embedded PostgreSQL that lives and ends with the coordinator. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int CONNECTIONS = 20;
    private static final int IDLE_CONNECTIONS = 4;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(8);

    @Configuration(proxyBeanMethods = false)
    @Conditional(UrlGiven.class)
    static class External {
        @Bean
        HikariDataSource dataSource(PhiscaleProperties properties) {
            PhiscaleProperties.Database database = properties.database();
            return pool(String.valueOf(database.url()), database.user(), database.password(), database.patience());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoUrlGiven.class)
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(PhiscaleProperties properties) {
            Path directory = properties.database().directory();
            return EmbeddedDatabase.start(directory == null ? defaultDirectory() : directory);
        }

        @Bean
        HikariDataSource dataSource(EmbeddedDatabase database, PhiscaleProperties properties) {
            return pool(
                    database.url(),
                    EmbeddedDatabase.USER,
                    database.password(),
                    properties.database().patience());
        }

        private static Path defaultDirectory() {
            String data = System.getenv("XDG_DATA_HOME");
            Path root = data == null || data.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".local", "share")
                    : Path.of(data);
            return root.resolve("phiscale").resolve("postgres");
        }
    }

    /** Over connections of their own: a migration of a large database may take longer than any answer to a request. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(HikariDataSource pool) {
        return migrations -> migrations.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    /** An empty variable of the environment is meant as none. */
    static final class UrlGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("phiscale.database.url", "")
                    .isBlank();
        }
    }

    static final class NoUrlGiven implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !new UrlGiven().matches(context, metadata);
        }
    }

    private static HikariDataSource pool(String url, String user, String password, Duration patience) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName("phiscale");
        // Whoever asks while the database is away hears of it before an agent gives its request up.
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        pool.setMinimumIdle(IDLE_CONNECTIONS);
        // A network that swallows answers must not keep a thread for ever.
        pool.addDataSourceProperty("socketTimeout", Long.toString(patience.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // Ten thousand candidates go in with a few statements, not with ten thousand.
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }
}
