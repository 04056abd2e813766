package io.phiscale.search.security;

import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.security.WorkerTokenController.TokenView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tokens of workers. They are long and random, so that one round of SHA-256 is enough to store them safely; only the
 * hash is stored.
 */
@Component
class WorkerTokens {
    private static final int BYTES = 32;
    private static final int LEAST_LENGTH = 32;

    private final JdbcClient jdbc;
    private final PhiscaleProperties properties;

    WorkerTokens(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Whether workers must show a token at all. */
    boolean required() {
        return properties.security().user() != null || properties.worker().tokenFile() != null;
    }

    boolean isValid(String token) {
        return jdbc.sql("select count(*) from worker_token where hash = :hash")
                        .param("hash", hash(token))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** @return the token, which is shown this once */
    String create(String name) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        int stored = jdbc.sql(
                        "insert into worker_token (name, hash) values (:name, :hash) on conflict (name) do nothing")
                .param("name", name)
                .param("hash", hash(token))
                .update();
        if (stored == 0) {
            throw ApiException.wrongState("there is a worker token called %s already".formatted(name));
        }
        return token;
    }

    List<TokenView> list() {
        return jdbc.sql("select name, created_at from worker_token order by name")
                .query((row, number) -> new TokenView(
                        row.getString("name"), row.getTimestamp("created_at").toInstant()))
                .list();
    }

    void revoke(String name) {
        if (jdbc.sql("delete from worker_token where name = :name")
                        .param("name", name)
                        .update()
                == 0) {
            throw ApiException.notFound("worker token", name);
        }
    }

    /** The configured file's token replaces the one that it held when the coordinator last started. */
    @EventListener(ApplicationReadyEvent.class)
    void register() {
        Path file = properties.worker().tokenFile();
        if (file == null) {
            jdbc.sql("delete from worker_token where name = 'token-file'").update();
            return;
        }
        String token = read(file);
        if (token.length() < LEAST_LENGTH) {
            throw new UnsafeConfigurationException(
                    "the worker token in %s has %d characters; allowed: at least %d, such as openssl rand -hex 32 prints"
                            .formatted(file, token.length(), LEAST_LENGTH));
        }
        jdbc.sql("delete from worker_token where name = 'token-file'").update();
        // It may be one that was made here, and then has a name already.
        jdbc.sql("insert into worker_token (name, hash) values ('token-file', :hash) on conflict (hash) do nothing")
                .param("hash", hash(token))
                .update();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException unreadable) {
            throw new UnsafeConfigurationException("cannot read the worker token in " + file);
        }
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
