package io.phiscale.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** What happened, and what it cost. */
final class Summary {
    private static final int EPOCHS = 4;

    private final Cluster cluster;
    private final History history;

    Summary(Cluster cluster, History history) {
        this.cluster = cluster;
        this.history = history;
    }

    /** @param recovery from the last fault until all was over */
    void print(long seed, Faults faults, Duration recovery) throws SQLException {
        System.out.println("Chaos, seed " + seed);
        faults.counts().forEach((kind, count) -> line(kind, count));
        line("requests delivered twice", cluster.door.duplicates);
        line("requests delivered late", cluster.door.delays);
        line("results lost with their worker", cluster.door.stragglers.lostResults);
        line("checkpoints without space", cluster.door.refusedForSpace);
        line("sent after a newer claim", cluster.door.fence.stale());
        attempts();
        epochs(recovery);
    }

    private static void line(Object what, Object count) {
        System.out.printf(Locale.ROOT, "  %-32s %s%n", what, count);
    }

    private void attempts() throws SQLException {
        System.out.printf(
                Locale.ROOT,
                "%d trials in %d attempts (%d expired, %d failed, %d released, %d went on from a checkpoint)%n",
                history.count("select count(*) from trial"),
                history.count("select count(*) from attempt"),
                history.count("select count(*) from attempt where outcome = 'EXPIRED'"),
                history.count("select count(*) from attempt where outcome = 'FAILED'"),
                history.count("select count(*) from attempt where outcome = 'RELEASED'"),
                history.count("select count(*) from attempt where resumed_from is not null"));
    }

    private void epochs(Duration recovery) throws SQLException {
        long wanted = EPOCHS * history.count("select count(*) from trial");
        long trained = cluster.launcher.epochsTrained();
        System.out.printf(
                Locale.ROOT,
                "%d epochs trained for %d that count: %d lost; longest from the last sign of a lost worker to the next"
                        + " claim: %.1f s; all over %d s after the last fault%n",
                trained,
                wanted,
                trained - wanted,
                history.number(
                        """
                        select coalesce(max(extract(epoch from next.started_at - last.at)), 0)
                        from attempt a
                        join lateral (select max(at) as at from written w
                                      where w.trial_id = a.trial_id and w.token = a.token and w.kind <> 'attempt')
                             last on true
                        join lateral (select min(started_at) as started_at from attempt n
                                      where n.trial_id = a.trial_id and n.token > a.token) next on true
                        where a.outcome = 'EXPIRED'
                        """),
                recovery.toSeconds());
    }
}
