package io.phiscale.search.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchLifeCycleIT extends CoordinatorTest {

    @Test
    void aSearchGoesFromItsSpecificationToCoefficientsAndALadder() {
        long id = submit(SMALL);
        assertThat(search(id).path("state").asString()).isEqualTo("QUEUED");
        FakeWorker worker = worker("one");

        Claim first = worker.claim().orElseThrow();
        assertThat(search(id).path("state").asString()).isEqualTo("RUNNING");
        worker.epoch(first, 1, 0.6);
        worker.epoch(first, 2, 0.9);
        worker.finish(first, 0.9);
        assertThat(worker.finishAll(0.7)).isEqualTo(2);

        JsonNode done = awaitState(id, "DONE");
        assertThat(done.path("progress").path("fraction").asDouble()).isEqualTo(1);
        assertThat(done.path("progress").path("finished").asInt()).isEqualTo(3);
        assertThat(done.path("bestTop1").asDouble()).isEqualTo(0.9);
        JsonNode selection = client().get("/api/searches/" + id + "/selection").json();
        JsonNode winner = client().get("/api/searches/" + id + "/candidates?sort=top1,desc")
                .json()
                .path("items")
                .path(0);
        assertThat(selection.path("candidate").asLong())
                .isEqualTo(winner.path("id").asLong());
        assertThat(selection.path("coefficients").path("alpha").asDouble())
                .isEqualTo(winner.path("aliases").path(0).path("alpha").asDouble());
        assertThat(selection.path("explanation").asString()).contains("give more seeds");
        JsonNode ladder = client().get("/api/searches/" + id + "/ladder").json();
        assertThat(ladder.path("models").size()).isEqualTo(7);
        assertThat(ladder.path("models").path(0).path("name").asString()).isEqualTo("B1");
    }

    @Test
    void aDivergedTrainingIsAResultThatWinsNothing() {
        long id = submit(SMALL);
        FakeWorker worker = worker("one");
        worker.diverge(worker.claim().orElseThrow());
        worker.finishAll(0.5);

        awaitState(id, "DONE");

        JsonNode worst = client().get("/api/searches/" + id + "/candidates?sort=top1,asc")
                .json()
                .path("items")
                .path(0);
        assertThat(worst.path("state").asString()).isEqualTo("DIVERGED");
        assertThat(worst.path("top1").asDouble()).isZero();
    }

    @Test
    void aSearchWhoseTrialsAllFailFailsAndSaysWhy() {
        long id = submit(SMALL);
        FakeWorker worker = worker("one");
        for (int trial = 0; trial < 3; trial++) {
            worker.fail(worker.claim().orElseThrow(), ErrorCode.DATA_UNREADABLE);
        }

        assertThat(awaitState(id, "FAILED").path("error").asString()).contains("it broke");
        assertProblem(client().get("/api/searches/" + id + "/selection"), 404, "NOT_FOUND");
    }

    @Test
    void severalSeedsGiveMeanAndDeviation() {
        long id = submit(SMALL + "seeds: [1, 2]\n");
        FakeWorker worker = worker("one");
        double top1 = 0.5;
        for (int trial = 0; trial < 6; trial++) {
            worker.finish(worker.claim().orElseThrow(), top1);
            top1 += 0.05;
        }

        awaitState(id, "DONE");

        JsonNode candidate = client().get("/api/searches/" + id + "/candidates?sort=id,asc")
                .json()
                .path("items")
                .path(0);
        // Seeds come in rounds: all candidates with the first, then all with the second.
        assertThat(candidate.path("top1").asDouble()).isEqualTo((0.5 + 0.65) / 2, within(1e-9));
        assertThat(candidate.path("deviation").asDouble()).isEqualTo(0.15 / Math.sqrt(2), within(1e-9));
    }

    @Test
    void aSearchThatCannotBeCompletedDoesNotStandInTheWayOfOthers() {
        long stuck = submit(SMALL);
        long other = submit(SMALL.replace("name: small", "name: other"));
        // As after a data set was taken out of the configuration.
        jdbc.sql("update search set specification = replace(specification, 'fashion-mnist', 'gone') where id = :id")
                .param("id", stuck)
                .update();
        jdbc.sql("update trial set state = 'CANCELLED', ended_at = clock_timestamp() where search_id = :id")
                .param("id", stuck)
                .update();
        jdbc.sql(
                        """
                        with over as (
                            update trial set state = 'DONE', token = nextval('lease_token'), ended_at = clock_timestamp()
                            where id = (select min(id) from trial where search_id = :id) returning id, token),
                        history as (
                            insert into attempt (trial_id, token, worker, ended_at, outcome)
                            select id, token, 'w', clock_timestamp(), 'DONE' from over)
                        insert into trial_result select id, token, false, 1, 1, 0.5, 0.9, 1, 0.5, 0.9, 1, 1, 1, '{}'
                        from over
                        """)
                .param("id", stuck)
                .update();

        worker("one").finishAll(0.5);

        awaitState(other, "DONE");
        assertThat(awaitState(stuck, "FAILED").path("error").asString()).contains("gone");
    }

    @Test
    void aLadderThatCannotBeBuiltDoesNotTakeTheAnswerAway() {
        long id = submit(SMALL + "ladder: [1, 20]\n");
        worker("one").finishAll(0.5);

        JsonNode done = awaitState(id, "DONE");

        assertThat(done.path("error").asString()).contains("ladder");
        assertThat(client().get("/api/searches/" + id + "/selection").status()).isEqualTo(200);
    }
}
