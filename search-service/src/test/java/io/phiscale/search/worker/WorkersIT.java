package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Http;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class WorkersIT extends CoordinatorTest {
    @Autowired
    private Workers workers;

    @Test
    void whoeverWaitsForAWorkerIsTold() {
        long id = submit(TINY);
        assertThat(search(id).path("warnings").toString()).contains("none was heard of lately");

        worker("one").claim();
        assertThat(search(id).path("warnings").toString()).doesNotContain("wait for a worker");

        jdbc.sql("update worker set memory = 1048576").update();
        assertThat(search(id).path("warnings").toString()).contains("the largest has 1 MiB");
    }

    @Test
    void aTrialThatNobodyCanTrainAnyMoreFailsWithoutAWorkersHelp() {
        long id = submit(TINY);
        // As a search from before plans were kept, whose data set was taken out of the configuration.
        jdbc.sql("update search set plan = null, specification = replace(specification, 'shapes', 'gone')")
                .update();

        for (int trial = 0; trial < 3; trial++) {
            assertThat(worker("one").claim()).isEmpty();
        }

        assertThat(await(id, "FAILED").path("error").asString()).contains("gone");
    }

    @Test
    void aPlanThatCannotBeReadFailsItsOwnTrialsAndNeitherHoldsUpNorBlamesAnybody() {
        List<Long> unreadable = List.of(submit(TINY), submit(TINY));
        jdbc.sql("update search set plan = '{\"specification\": 4711}'").update();
        long other = submit(TINY);

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(trial(worker("one").claimed().trial()).path("search").asLong())
                    .isEqualTo(other);
            assertThat(jdbc.sql("select count(*) from trial where error_code = 'JOB_UNREADABLE' and attempts = ?")
                            .param(attempt)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(6);
            jdbc.sql("update trial set not_before = clock_timestamp()").update();
        }

        for (long search : unreadable) {
            assertThat(await(search, "FAILED").path("error").asString()).contains("cannot be read");
        }
    }

    @Test
    void aSearchIsTrainedAsItWasPlannedWhateverChangedSince() {
        submit(TINY);
        // As after an upgrade that reads the same text otherwise.
        jdbc.sql("update search set specification = 'baseline: gone'").update();

        Claim claim = worker("one").claimed();

        assertThat(claim.job().recipe().batchSize()).isEqualTo(16);
        assertThat(claim.job().data().trainingImages()).isEqualTo(128);
    }

    @Test
    void workersThatAreLongGoneAreForgotten() {
        worker("gone").claim();
        worker("here").claim();
        jdbc.sql("update worker set last_seen = clock_timestamp() - interval '8 days' where name = 'gone'")
                .update();

        workers.forgetLongGone();

        assertThat(http().get("/api/workers").expect(200))
                .extracting(worker -> worker.path("name").asString())
                .containsExactly("here");
    }

    @Test
    void aSearchOfHigherPriorityIsServedFirst() {
        submit(TINY);
        long urgent = submit(TINY.replace("name: small", "name: urgent"));
        String path = "/api/searches/" + urgent + "/priority";

        JsonNode search = json().send("PUT", path, BodyPublishers.ofString("{\"priority\": 5}"))
                .expect(200);

        assertThat(search.path("priority").asInt()).isEqualTo(5);
        for (int trial = 0; trial < 3; trial++) {
            assertThat(trial(worker("one").claimed().trial()).path("search").asLong())
                    .isEqualTo(urgent);
        }
        assertThat(trial(worker("one").claimed().trial()).path("search").asLong())
                .isNotEqualTo(urgent);
        json().send("PUT", path, BodyPublishers.ofString("{\"priority\": 1001}"))
                .problem(400);
        json().send("PUT", "/api/searches/4711/priority", BodyPublishers.ofString("{\"priority\": 1}"))
                .problem(404);
    }

    @Test
    void aClaimThatFindsNothingSaysSo() {
        assertThat(worker("idle").claim(0)).isEmpty();
        assertThat(worker("idle").claim(1)).isEmpty();
    }

    private Http json() {
        return http().with("Content-Type", "application/json");
    }
}
