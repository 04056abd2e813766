package io.phiscale.bench;

import io.phiscale.cli.output.Table;
import io.phiscale.scaling.validation.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whole trial lives over HTTP, against a coordinator with a PostgreSQL of its own. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a coordinator with a PostgreSQL of its own, and workers that live trials without training:",
            "claim, three epoch reports, finish. Prints lives per second, and how long each step took."
        })
final class QueueBench implements Callable<Integer> {
    @Option(names = "--workers", paramLabel = "N", description = "Side by side. Default: ${DEFAULT-VALUE}")
    private int workers = 8;

    @Option(names = "--trials", paramLabel = "N", description = "Lives in all. Default: ${DEFAULT-VALUE}")
    private int trials = 5_000;

    @Option(
            names = "--finished",
            paramLabel = "N",
            description = "Finished trials that are in the tables before. Default: ${DEFAULT-VALUE}")
    private int finished;

    @Option(
            names = "--queued",
            paramLabel = "N",
            description = "Trials that are left in the queue afterwards. Default: ${DEFAULT-VALUE}")
    private int queued;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Lives before the measurement, while virtual machines compile. Default: ${DEFAULT-VALUE}")
    private int warmUp = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
        Require.between("--workers", workers, 1, 1_000);
        Require.between("--trials", trials, 1, 1_000_000);
        Require.between("--finished", finished, 0, 100_000_000);
        Require.between("--queued", queued, 0, 10_000_000);
        Require.between("--warm-up", warmUp, 0, 1_000_000);
        PrintWriter out = spec.commandLine().getOut();
        try (BenchCoordinator coordinator = BenchCoordinator.start()) {
            long search = BenchSearch.submit(coordinator.address());
            fill(coordinator, search, out);
            URI server = coordinator.address();
            live(server, warmUp);
            long start = System.nanoTime();
            List<Lives> lives = live(server, trials);
            double seconds = (System.nanoTime() - start) / 1e9;
            print(out, lives, seconds);
        }
        return 0;
    }

    private void fill(BenchCoordinator coordinator, long search, PrintWriter out) throws SQLException {
        int waiting = queued + trials + warmUp;
        out.printf(Locale.ROOT, "Filling the tables with %,d finished and %,d queued trials …%n", finished, waiting);
        out.flush();
        try (Connection connection = coordinator.connect()) {
            Backlog.fill(connection, search, finished, waiting);
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
    }

    private List<Lives> live(URI server, int count) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(count);
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        try {
            List<Callable<Lives>> tasks = new ArrayList<>();
            for (int worker = 1; worker <= workers; worker++) {
                tasks.add(new Lives(server, "bench-" + worker, left));
            }
            List<Lives> lives = new ArrayList<>();
            for (Future<Lives> done : executor.invokeAll(tasks)) {
                lives.add(done.get());
            }
            return lives;
        } finally {
            executor.shutdown();
        }
    }

    private void print(PrintWriter out, List<Lives> lives, double seconds) {
        Table table = new Table("step", "times", "p50 ms", "p90 ms", "p99 ms", "most ms");
        for (Latencies step : Lives.latencies(lives)) {
            table.add(
                    step.step(),
                    Integer.toString(step.milliseconds().length),
                    number(step.percentile(0.5)),
                    number(step.percentile(0.9)),
                    number(step.percentile(0.99)),
                    number(step.percentile(1)));
        }
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%,d trial lives by %d workers in %.1f s: %.0f lives per second%n",
                trials,
                workers,
                seconds,
                trials / seconds);
        out.flush();
    }

    private static String number(double milliseconds) {
        return String.format(Locale.ROOT, "%.2f", milliseconds);
    }
}
