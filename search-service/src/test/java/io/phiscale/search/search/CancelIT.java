package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.Answer;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.Test;

class CancelIT extends CoordinatorTest {

    @Test
    void cancellingStopsWhatRunsAndKeepsWhatWasMeasured() {
        long id = submit(SMALL);
        FakeWorker worker = worker("one");
        worker.finish(worker.claim().orElseThrow(), 0.8);
        Claim running = worker.claim().orElseThrow();

        Answer answer = client().postJson("/api/searches/" + id + "/cancel", "");

        assertThat(answer.json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(worker.heartbeat(running, 0.5)).isEqualTo(Command.STOP);
        assertThat(worker.finish(running, 0.9)).isEqualTo(Command.STOP);
        assertThat(worker.claim()).isEmpty();
        assertThat(client().get("/api/searches/" + id + "/trials?state=DONE,CANCELLED&sort=top1,desc")
                        .json()
                        .path("items")
                        .path(0)
                        .path("top1")
                        .asDouble())
                .isEqualTo(0.8);
    }

    @Test
    void whatIsOverCannotBeCancelled() {
        long id = submit(SMALL);
        worker("one").finishAll(0.5);
        awaitState(id, "DONE");

        assertProblem(client().postJson("/api/searches/" + id + "/cancel", ""), 409, "WRONG_STATE");
        assertThat(search(id).path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void whatDoesNotExistCannotBeCancelled() {
        assertProblem(client().postJson("/api/searches/4711/cancel", ""), 404, "NOT_FOUND");
    }
}
