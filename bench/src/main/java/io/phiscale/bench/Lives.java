package io.phiscale.bench;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** One worker that lives trials without training: claim, three epoch reports, finish, one after the other. */
final class Lives implements Callable<Lives> {
    private static final int EPOCHS = 3;
    private static final SplitMetrics SPLIT = new SplitMetrics(0.5, 0.8, 0.99);

    private final URI server;
    private final String worker;
    private final AtomicInteger left;
    private final List<Long> claims = new ArrayList<>();
    private final List<Long> epochs = new ArrayList<>();
    private final List<Long> results = new ArrayList<>();

    /** @param left how many lives there are still to live, by all workers */
    Lives(URI server, String worker, AtomicInteger left) {
        this.server = server;
        this.worker = worker;
        this.left = left;
    }

    @Override
    public Lives call() throws IOException {
        try (LeanClient coordinator = new LeanClient(server)) {
            live(coordinator);
        }
        return this;
    }

    private void live(LeanClient coordinator) {
        while (left.getAndDecrement() > 0) {
            Claim claim = timed(claims, () -> coordinator.claim(worker));
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                var metrics = new EpochMetrics(epoch, 0.1, 1, SPLIT, 1, 1_000);
                time(epochs, () -> coordinator.epoch(claim.trial(), new EpochReport(claim.token(), metrics)));
            }
            var result = new TrialResult(
                    false,
                    EPOCHS,
                    SPLIT,
                    SPLIT,
                    1_000,
                    0.0,
                    null,
                    1 << 30,
                    EPOCHS,
                    Map.of("engine", "none: a measurement"));
            time(results, () -> coordinator.result(claim.trial(), new ResultReport(claim.token(), result)));
        }
    }

    private static void time(List<Long> times, Runnable request) {
        timed(times, () -> {
            request.run();
            return true;
        });
    }

    private static <T> T timed(List<Long> times, Supplier<T> request) {
        long start = System.nanoTime();
        T answer = request.get();
        times.add(System.nanoTime() - start);
        return answer;
    }

    /** Of all workers together, by step. */
    static List<Latencies> latencies(List<Lives> workers) {
        return List.of(
                Latencies.of("claim", all(workers, lives -> lives.claims)),
                Latencies.of("epoch", all(workers, lives -> lives.epochs)),
                Latencies.of("finish", all(workers, lives -> lives.results)));
    }

    private static List<Long> all(List<Lives> workers, Function<Lives, List<Long>> step) {
        return workers.stream().map(step).flatMap(List::stream).toList();
    }
}
