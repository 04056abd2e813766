package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.RaceTest;
import io.phiscale.search.fixture.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A search that is over, and that one wants to be gone and another to go on. */
class RemovalRaceIT extends RaceTest {
    @Autowired
    private Searches searches;

    @Test
    void whatIsTriedAgainMeanwhileIsNotRemovedAndLosesNothing() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.fail(worker.claimed(), ErrorCode.DATA_NOT_FOUND);
        Claim trained = worker.claimed();
        worker.epoch(trained, 1, 0.5);
        worker.result(trained, 0.5);
        worker.work(claim -> 0.5);
        await(id, "DONE");

        Reply removed = meanwhile(() -> searches.retryFailed(id), () -> http().send(
                        "DELETE", "/api/searches/" + id, BodyPublishers.noBody()));

        removed.problem(409);
        assertThat(http().get("/api/trials/" + trained.trial() + "/curve").expect(200))
                .hasSize(1);
        assertThat(worker.work(claim -> 0.9)).isEqualTo(1);
        await(id, "DONE");
    }
}
