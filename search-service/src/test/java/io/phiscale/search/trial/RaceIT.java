package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two at the same row: the first holds its lock, on a connection of this test's own, until the second waits for it. */
class RaceIT extends CoordinatorTest {
    private static final long PATIENCE_SECONDS = 20;

    @Autowired
    private DataSource dataSource;

    private Connection first;

    @BeforeEach
    void connect() throws SQLException {
        first = dataSource.getConnection();
        first.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        first.rollback();
        first.setAutoCommit(true);
        first.close();
    }

    @Test
    void aResultThatComesWhileItsLeaseIsTakenBackIsNotAccepted() throws Exception {
        submit(TINY);
        FakeWorker worker = worker("late");
        Claim claim = worker.claimed();
        update("update trial set state = 'QUEUED', lease_until = null where id = ?", claim.trial());

        CompletableFuture<Command> result = second(() -> worker.result(claim, 0.9));
        first.commit();

        assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.STOP);
        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("QUEUED");
        assertThat(trial(claim.trial()).path("result").isNull()).isTrue();
    }

    @Test
    void aHeartbeatThatComesWhileItsTrialIsGivenToAnotherIsToldToStop() throws Exception {
        submit(TINY);
        FakeWorker worker = worker("stale");
        Claim claim = worker.claimed();
        update("update trial set token = nextval('lease_token'), worker = 'other' where id = ?", claim.trial());

        CompletableFuture<Command> heartbeat = second(() -> worker.heartbeat(claim, 0.5));
        first.commit();

        assertThat(heartbeat.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.STOP);
        assertThat(trial(claim.trial()).path("fraction").asDouble()).isZero();
    }

    @Test
    void aSearchThatIsCancelledWhileATrialEndsKeepsItsResult() throws Exception {
        long id = submit(TINY);
        Claim claim = worker("one").claimed();
        update(
                "update trial set state = 'DONE', lease_until = null, fraction = 1, ended_at = clock_timestamp()"
                        + " where id = ?",
                claim.trial());

        CompletableFuture<Reply> cancelled = second(() -> http().post("/api/searches/" + id + "/cancel"));
        first.commit();

        assertThat(cancelled
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .expect(200)
                        .path("state")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void aResultThatComesWhileItsSearchIsCancelledIsNotAccepted() throws Exception {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        update(
                "update trial set state = 'CANCELLED', lease_until = null, ended_at = clock_timestamp() where id = ?",
                claim.trial());

        CompletableFuture<Command> result = second(() -> worker.result(claim, 0.9));
        first.commit();

        assertThat(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Command.STOP);
        assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aClaimDoesNotWaitForAnother() throws Exception {
        submit(TINY);
        long next = jdbc.sql("select min(id) from trial").query(Long.class).single();
        update("update trial set rung = rung where id = ?", next);

        assertThat(worker("one").claimed().trial()).isNotEqualTo(next);
    }

    private void update(String sql, long trial) throws SQLException {
        try (PreparedStatement statement = first.prepareStatement(sql)) {
            statement.setLong(1, trial);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** Starts the second, and returns once it waits for the first. */
    private <T> CompletableFuture<T> second(Supplier<T> work) {
        CompletableFuture<T> second = CompletableFuture.supplyAsync(work);
        Awaitility.await()
                .until(() -> jdbc.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                .query(Integer.class)
                                .single()
                        > 0);
        return second;
    }
}
