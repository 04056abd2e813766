package io.phiscale.bench;

import io.phiscale.cli.failure.UserException;
import io.phiscale.cli.process.CoordinatorProcess;
import io.phiscale.db.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A coordinator and a PostgreSQL of its own, in a folder that is removed afterwards. */
final class BenchCoordinator implements AutoCloseable {
    private final Path folder;
    private final EmbeddedDatabase database;
    private final CoordinatorProcess coordinator;
    private final URI address;

    private BenchCoordinator(Path folder, EmbeddedDatabase database, CoordinatorProcess coordinator, URI address) {
        this.folder = folder;
        this.database = database;
        this.coordinator = coordinator;
        this.address = address;
    }

    static BenchCoordinator start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("phiscale-bench-");
        EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("postgres"));
        Path ready = folder.resolve("address");
        Path log = folder.resolve("coordinator.log");
        CoordinatorProcess coordinator = CoordinatorProcess.startAlone(
                List.of(
                        "--server.port=0",
                        "--phiscale.ready-file=" + ready,
                        "--phiscale.database.url=" + database.url(),
                        "--phiscale.database.user=" + EmbeddedDatabase.USER,
                        // Of a database that listens on the loopback address and is gone in some minutes.
                        "--phiscale.database.password=" + database.password()),
                CoordinatorProcess.Life.LONG,
                log);
        return new BenchCoordinator(folder, database, coordinator, URI.create(coordinator.awaitAddress(ready, log)));
    }

    URI address() {
        return address;
    }

    Connection connect() {
        try {
            return DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, database.password());
        } catch (SQLException refused) {
            throw new UserException("cannot connect to the bench's own PostgreSQL: " + refused.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        coordinator.stop();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
