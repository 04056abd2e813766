package io.phiscale.search.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What no trial can go on from is swept, and what is still on its way is left alone. */
class CheckpointSweepIT extends CheckpointTest {
    @Autowired
    private Checkpoints checkpoints;

    /** As where a coordinator dies after it has stored the one, and before it removes the other. */
    @Test
    void whatABetterOneHasReplacedIsSweptInWhateverOrderTheyCame() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        for (int epochs : List.of(6, 5, 6)) {
            jdbc.sql(
                            """
                            insert into artifact (trial_id, token, location, sha256, size, epochs, fraction, stored)
                            values (:trial, :token, 'trial/1/1/' || gen_random_uuid(), repeat('a', 64), 3, :epochs,
                                    :epochs / 10.0, true)
                            """)
                    .param("trial", claim.trial())
                    .param("token", claim.token())
                    .param("epochs", epochs)
                    .update();
        }
        long best = jdbc.sql("select min(id) from artifact").query(Long.class).single();

        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return rows() == 1;
        });

        assertThat(jdbc.sql("select id from artifact").query(Long.class).single())
                .isEqualTo(best);
    }

    @Test
    void nothingIsKeptOfATrialThatIsOver() {
        submit(TINY);
        FakeWorker worker = worker("one");
        Claim claim = worker.claimed();
        upload(claim, "half of it");

        worker.result(claim, 0.9);

        awaitAnEmptyStore();
    }

    @Test
    void nothingIsKeptOfASearchThatIsCancelledAndRemoved() {
        long search = submit(TINY);
        Claim claim = worker("one").claimed();
        upload(claim, "half of it");

        http().post("/api/searches/" + search + "/cancel").expect(200);
        http().send("DELETE", "/api/searches/" + search, BodyPublishers.noBody());

        awaitAnEmptyStore();
    }

    @Test
    void anUploadThatBrokeOffLongAgoIsRemoved() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        store.put("trial/1/1/left-behind", new ByteArrayInputStream(new byte[3]), 3);
        jdbc.sql(
                        """
                        insert into artifact (trial_id, token, location, sha256, size, epochs, fraction, created_at)
                        values (:trial, :token, 'trial/1/1/left-behind', repeat('a', 64), 3, 1, 0.5,
                                clock_timestamp() - interval '2 hours')
                        """)
                .param("trial", claim.trial())
                .param("token", claim.token())
                .update();

        awaitAnEmptyStore();
    }

    @Test
    void anUploadThatMayStillBeGoingOnIsLeftAlone() {
        submit(TINY);
        Claim claim = worker("one").claimed();
        jdbc.sql(
                        """
                        insert into artifact (trial_id, token, location, sha256, size, epochs, fraction)
                        values (:trial, :token, 'trial/1/1/under-way', repeat('a', 64), 3, 1, 0.5)
                        """)
                .param("trial", claim.trial())
                .param("token", claim.token())
                .update();

        checkpoints.sweep();

        assertThat(rows()).isEqualTo(1);
        assertThat(download(claim).status()).isEqualTo(404);
    }

    private void awaitAnEmptyStore() {
        Awaitility.await().until(() -> {
            checkpoints.sweep();
            return stored().isEmpty() && rows() == 0;
        });
    }
}
