package io.phiscale.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

/**
 * A real PostgreSQL server for one coordinator: its data stay in a directory, and it starts again where it left off. It
 * listens on the loopback address alone, and asks for a password that only the directory's owner can read.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    public static final String USER = "postgres";

    private static final String DATABASE = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int PASSWORD_BYTES = 24;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * @param directory made where it does not exist
     * @throws DatabaseUnavailableException where it is in use, cannot be written, or PostgreSQL does not start
     */
    public static EmbeddedDatabase start(Path directory) {
        Path data = directory.toAbsolutePath().resolve("data");
        OrphanedServer.stop(data);
        try {
            Files.createDirectories(data);
            Path passwordFile = directory.toAbsolutePath().resolve("password");
            String password = password(passwordFile);
            Path binaries = Binaries.directory(directory.toAbsolutePath());
            return new EmbeddedDatabase(server(data, binaries, passwordFile, password), password);
        } catch (IOException | IllegalStateException | UncheckedIOException failed) {
            throw new DatabaseUnavailableException(
                    "PostgreSQL does not start in %s: %s. Check that the directory can be written, or name another"
                            .formatted(directory, failed.getMessage()),
                    failed);
        }
    }

    private static EmbeddedPostgres server(Path data, Path binaries, Path passwordFile, String password)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                // Whoever started this closes it, after the last connection came back.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                // Without these, the library trusts every local user, and gives up durability for speed.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "localhost")
                // A queue leaves dead entries behind faster than they are looked for by default, once a minute.
                .setServerConfig("autovacuum_naptime", "5s")
                .start();
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Files.createFile(file);
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).trim();
    }

    /** For JDBC; user and password go apart. */
    public String url() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), DATABASE);
    }

    public String password() {
        return password;
    }

    /** Stops the server in good order. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
