package io.phiscale.bench;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.scaling.validation.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether heartbeats, which update rows all the time, let the table of trials grow. */
@Command(
        name = "heartbeats",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a coordinator with a PostgreSQL of its own, claims many trials, and sends heartbeats for all of them.",
            "Prints the size of the table of trials, with its indexes, before and afterwards."
        })
final class HeartbeatBench implements Callable<Integer> {
    @Option(names = "--running", paramLabel = "N", description = "Trials. Default: ${DEFAULT-VALUE}")
    private int running = 500;

    @Option(names = "--minutes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int minutes = 10;

    @Option(names = "--every", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}, as agents do it")
    private int every = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        Require.between("--running", running, 1, 10_000);
        Require.between("--minutes", minutes, 1, 1_440);
        Require.between("--every", every, 1, 50);
        PrintWriter out = spec.commandLine().getOut();
        try (BenchCoordinator coordinator = BenchCoordinator.start();
                Connection connection = coordinator.connect();
                LeanClient client = new LeanClient(coordinator.address())) {
            long search = BenchSearch.submit(coordinator.address());
            Backlog.fill(connection, search, 0, running);
            List<Claim> claims = new ArrayList<>();
            for (int claimed = 0; claimed < running; claimed++) {
                claims.add(client.claim("bench-" + claimed % 50));
            }
            long before = size(connection);
            int beats = beat(client, claims);
            long after = size(connection);
            out.printf(
                    Locale.ROOT,
                    "%,d heartbeats for %d running trials in %d minutes: the table of trials had %,d KiB before and has"
                            + " %,d KiB now, %.2f times as much%n",
                    beats,
                    running,
                    minutes,
                    before / 1024,
                    after / 1024,
                    (double) after / before);
            out.flush();
        }
        return 0;
    }

    private int beat(LeanClient client, List<Claim> claims) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        int beats = 0;
        for (int round = 1; System.nanoTime() < end; round++) {
            long next = System.nanoTime() + Duration.ofSeconds(every).toNanos();
            for (Claim claim : claims) {
                double fraction = Math.min(1, round * every / (60.0 * minutes));
                client.heartbeat(claim.trial(), new Heartbeat(claim.token(), fraction));
                beats++;
            }
            Thread.sleep(Math.max(0, Duration.ofNanos(next - System.nanoTime()).toMillis()));
        }
        return beats;
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_total_relation_size('trial')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
