package io.phiscale.chaos;

import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** What must be true of a history, whatever happened; and that something did happen. */
final class Checks {
    private final Cluster cluster;
    private final History history;
    private final SoftAssertions all = new SoftAssertions();

    Checks(Cluster cluster, History history) {
        this.cluster = cluster;
        this.history = history;
    }

    void run(Faults faults, int leastTrials) throws SQLException {
        all.assertThat(history.count("select count(*) from trial")).as("trials").isGreaterThanOrEqualTo(leastTrials);
        results();
        fences();
        ends();
        failures();
        store();
        effects(faults);
        all.assertAll();
    }

    private void results() throws SQLException {
        none("trials that ended without a result", "select * from trial where state <> 'DONE'");
        none(
                "trials whose number of results is not one",
                """
                select t.id from trial t
                where (select count(*) from trial_result r where r.trial_id = t.id) <> 1
                   or (select count(*) from attempt a where a.trial_id = t.id and a.outcome = 'DONE') <> 1
                """);
        none(
                "results whose token is not the highest that was given out",
                """
                select r.trial_id, r.token, t.token as trial_token from trial_result r join trial t on t.id = r.trial_id
                where r.token <> (select max(a.token) from attempt a where a.trial_id = t.id) or r.token <> t.token
                """);
        none(
                "results of another worker than the one that had the trial",
                """
                select r.trial_id, r.token, a.worker, r.provenance ->> 'worker' as trained_by
                from trial_result r join attempt a on a.trial_id = r.trial_id and a.token = r.token
                where r.provenance ->> 'worker' <> a.worker
                """);
    }

    private void fences() throws SQLException {
        all.assertThat(cluster.door.fence.broken())
                .as("writes that were accepted although they were sent after a newer claim")
                .isEmpty();
        none(
                "writes that were stored after a newer claim",
                "select kind, trial_id, token, latest_token from written where token <> latest_token");
        none("attempts whose end was written twice", "select * from rewritten");
    }

    private void ends() throws SQLException {
        none("attempts that never ended", "select * from attempt where ended_at is null");
        none(
                "trials that were tried again after they had failed too often",
                """
                select a.trial_id, count(*) from attempt a where a.outcome = 'FAILED'
                group by a.trial_id having count(*) >= %d
                """
                        .formatted(Launcher.ATTEMPTS));
        none(
                "epochs that do not belong to an attempt",
                """
                select e.* from trial_epoch e left join attempt a on a.trial_id = e.trial_id and a.token = e.token
                where e.epoch not between 1 and 4 or a.token is null
                """);
    }

    /** Nothing but the script lets a training fail: to be killed, frozen or cut off is no failure. */
    private void failures() throws SQLException {
        for (String code : history.list("select distinct error_code from attempt where outcome = 'FAILED'")) {
            all.assertThat(count("outcome = 'FAILED' and error_code = '%s'".formatted(code)))
                    .as("attempts that failed with %s, of those that the script let fail so", code)
                    .isLessThanOrEqualTo(cluster.launcher.failures(code));
        }
    }

    private void store() throws SQLException {
        all.assertThat(cluster.artifacts())
                .as("objects in the store, against its rows")
                .containsExactlyInAnyOrderElementsOf(history.list("select location from artifact"));
    }

    /** A fault that does nothing proves nothing. */
    private void effects(Faults faults) throws SQLException {
        all.assertThat(faults.haveAllHappened()).as("every fault happened").isTrue();
        some("attempts that expired", count("outcome = 'EXPIRED'"));
        some("attempts that failed", count("outcome = 'FAILED'"));
        some("attempts that were given back", count("outcome = 'RELEASED'"));
        some("attempts that went on from a checkpoint", count("resumed_from is not null"));
        some(
                "programs that were started again",
                cluster.programs().mapToInt(Program::restarts).sum());
        some("requests that were answered twice", cluster.door.duplicates.get());
        some("requests that came late", cluster.door.delays.get());
        all.assertThat(cluster.door.fence.wasTried())
                .as("writes of every kind were sent after a newer claim")
                .isTrue();
        if (cluster.disk.isSmall()) {
            some("checkpoints that were refused by a full disk", cluster.door.refusedForSpace.get());
        }
    }

    private long count(String attempts) throws SQLException {
        return history.count("select count(*) from attempt where " + attempts);
    }

    private void some(String what, long count) {
        all.assertThat(count).as(what).isPositive();
    }

    private void none(String what, String sql) throws SQLException {
        List<String> found = history.rows(sql);
        all.assertThat(found).as(what).isEmpty();
    }
}
