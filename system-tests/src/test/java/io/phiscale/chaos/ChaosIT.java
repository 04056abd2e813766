package io.phiscale.chaos;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers and coordinators die, freeze and are cut off, PostgreSQL is restarted, requests come twice and late, the disk is
 * full and clocks are wrong; and still every trial gets exactly one result, from the last worker that it was given to.
 * {@code -Dchaos.minutes=N} makes the faults go on for so long, {@code -Dchaos.seed=N} draws others.
 */
class ChaosIT {
    private static final int LEAST_TRIALS = 400;
    private static final int OPEN_TRIALS = 60;
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final int SEEDS = 10;
    /** Six networks and ten seeds: 60 trials. */
    private static final String SEARCH =
            """
            name: chaos
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 2}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            recipe: {epochs: 4, batchSize: 16}
            seeds: [%s]
            controls: false
            """;

    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final Duration FAULTS =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("chaos.minutes", "2"))));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private int searches;

    @Test
    void everyTrialGetsExactlyOneResultWhateverHappens() throws Exception {
        try (Cluster cluster = new Cluster(directory, SEED)) {
            History history = new History(cluster.postgres);
            Faults faults = new Faults(cluster, history, SEED);
            try {
                disturb(cluster, history, faults);
            } finally {
                faults.end();
            }
            Instant lastFault = Instant.now();
            awaitTheEnd(history, faults);
            Duration recovery = Duration.between(lastFault, Instant.now());
            awaitAnEmptyStore(history);
            new Summary(cluster, history).print(SEED, faults, recovery);
            new Checks(cluster, history).run(faults, LEAST_TRIALS);
        }
    }

    private void disturb(Cluster cluster, History history, Faults faults) throws Exception {
        Instant start = Instant.now();
        Duration passed = Duration.ZERO;
        boolean enough = false;
        while (passed.compareTo(FAULTS) < 0
                || !faults.haveAllHappened()
                || (!enough && passed.compareTo(LONGEST) < 0)) {
            if (open(history) < OPEN_TRIALS) {
                boolean unused = cluster.api.submit(search());
            }
            Thread.sleep(faults.next());
            passed = Duration.between(start, Instant.now());
            enough = trials(history) - open(history) >= LEAST_TRIALS && cluster.door.fence.wasTried();
        }
    }

    /** No two have a seed in common: so no two trainers ever get the same job but for the same trial. */
    private String search() {
        searches++;
        return SEARCH.formatted(IntStream.range(searches * SEEDS, (searches + 1) * SEEDS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ")));
    }

    /** While PostgreSQL is away, nothing is known. */
    private static long open(History history) {
        try {
            return history.count("select count(*) from trial where state in ('QUEUED', 'RUNNING')");
        } catch (SQLException away) {
            return Long.MAX_VALUE;
        }
    }

    private static long trials(History history) {
        try {
            return history.count("select count(*) from trial");
        } catch (SQLException away) {
            return 0;
        }
    }

    private static void awaitTheEnd(History history, Faults faults) {
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> faults.resumeSearches()
                        && open(history) == 0
                        && history.count("select count(*) from search where state <> 'DONE'") == 0);
    }

    /** A row goes after its object: what is left then is an orphan. */
    private static void awaitAnEmptyStore(History history) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> history.count("select count(*) from artifact") == 0);
    }
}
