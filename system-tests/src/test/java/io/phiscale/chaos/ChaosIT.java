package io.phiscale.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
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
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(6);
    /** Six networks and ten seeds: 60 trials. */
    private static final String SEARCH =
            """
            name: chaos
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 2}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            recipe: {epochs: 4, batchSize: 16}
            seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            """;

    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final Duration FAULTS =
            Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("chaos.minutes", "2"))));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void everyTrialGetsExactlyOneResultWhateverHappens() throws Exception {
        try (Cluster cluster = new Cluster(directory, SEED)) {
            History history = new History(cluster.postgres);
            Faults faults = new Faults(cluster, SEED);
            try {
                disturb(cluster, history, faults);
            } finally {
                faults.end();
            }
            Instant lastFault = Instant.now();
            awaitTheEnd(history);
            Duration recovery = Duration.between(lastFault, Instant.now());
            awaitAnEmptyStore(cluster, history);
            print(cluster, history, faults, recovery);
            check(cluster, history);
        }
    }

    private static void disturb(Cluster cluster, History history, Faults faults) throws Exception {
        Instant start = Instant.now();
        Duration passed = Duration.ZERO;
        boolean enough = false;
        while (passed.compareTo(FAULTS) < 0 || (!enough && passed.compareTo(LONGEST) < 0)) {
            if (open(history) < 60) {
                boolean unused = cluster.submit(SEARCH);
            }
            Thread.sleep(faults.next());
            passed = Duration.between(start, Instant.now());
            enough = trials(history) - open(history) >= LEAST_TRIALS;
        }
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

    private static void awaitTheEnd(History history) {
        Awaitility.await()
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        open(history) == 0 && history.count("select count(*) from search where state <> 'DONE'") == 0);
    }

    private static void awaitAnEmptyStore(Cluster cluster, History history) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> cluster.artifacts().isEmpty() && history.count("select count(*) from artifact") == 0);
    }

    private static void check(Cluster cluster, History history) throws SQLException {
        assertThat(trials(history)).isGreaterThanOrEqualTo(LEAST_TRIALS);
        SoftAssertions all = new SoftAssertions();
        none(all, history, "trials that ended without a result", "select count(*) from trial where state <> 'DONE'");
        none(
                all,
                history,
                "trials whose number of results is not one",
                """
                select count(*) from trial t
                where (select count(*) from trial_result r where r.trial_id = t.id) <> 1
                   or (select count(*) from attempt a where a.trial_id = t.id and a.outcome = 'DONE') <> 1
                """);
        none(
                all,
                history,
                "results whose token is not the highest that was given out",
                """
                select count(*) from trial_result r join trial t on t.id = r.trial_id
                where r.token <> (select max(a.token) from attempt a where a.trial_id = t.id) or r.token <> t.token
                """);
        none(
                all,
                history,
                "writes that were accepted after a newer claim",
                "select count(*) from written where token <> latest_token");
        none(all, history, "trials that failed too often", "select count(*) from trial where attempts > 3");
        none(all, history, "attempts that never ended", "select count(*) from attempt where ended_at is null");
        none(
                all,
                history,
                "epochs that are written twice or do not belong",
                "select count(*) from trial_epoch where epoch not between 1 and 4");
        all.assertThat(cluster.artifacts()).as("orphans in the store").isEmpty();
        all.assertAll();
    }

    private static void none(SoftAssertions all, History history, String what, String sql) throws SQLException {
        all.assertThat(history.count(sql)).as(what).isZero();
    }

    private static void print(Cluster cluster, History history, Faults faults, Duration recovery) throws SQLException {
        long trials = trials(history);
        long trained = History.epochsTrained(cluster.trained);
        System.out.println("Chaos, seed " + SEED);
        faults.counts().forEach((kind, count) -> System.out.printf(Locale.ROOT, "  %-32s %d%n", kind, count));
        System.out.printf(Locale.ROOT, "  %-32s %d%n", "requests delivered twice", cluster.door.duplicates.get());
        System.out.printf(Locale.ROOT, "  %-32s %d%n", "requests delivered late", cluster.door.delays.get());
        System.out.printf(
                Locale.ROOT,
                "%d trials in %d attempts (%d expired, %d failed, %d released, %d went on from a checkpoint)%n",
                trials,
                history.count("select count(*) from attempt"),
                history.count("select count(*) from attempt where outcome = 'EXPIRED'"),
                history.count("select count(*) from attempt where outcome = 'FAILED'"),
                history.count("select count(*) from attempt where outcome = 'RELEASED'"),
                history.count("select count(*) from attempt where resumed_from is not null"));
        System.out.printf(
                Locale.ROOT,
                "%d epochs trained for %d that count: %d lost; longest from the last sign of a lost worker to the next"
                        + " claim: %.1f s; all over %d s after the last fault%n",
                trained,
                4 * trials,
                trained - 4 * trials,
                history.number(
                        """
                        select coalesce(max(extract(epoch from next.started_at - last.at)), 0)
                        from attempt a
                        join lateral (select max(at) as at from written w
                                      where w.trial_id = a.trial_id and w.token = a.token) last on true
                        join lateral (select min(started_at) as started_at from attempt n
                                      where n.trial_id = a.trial_id and n.token > a.token) next on true
                        where a.outcome = 'EXPIRED'
                        """),
                recovery.toSeconds());
    }
}
