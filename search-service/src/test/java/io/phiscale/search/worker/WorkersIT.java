package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import org.junit.jupiter.api.Test;

class WorkersIT extends CoordinatorTest {

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
        // As after a data set was taken out of the configuration.
        jdbc.sql("update search set specification = replace(specification, 'shapes', 'gone')")
                .update();

        for (int trial = 0; trial < 3; trial++) {
            assertThat(worker("one").claim()).isEmpty();
        }

        assertThat(await(id, "FAILED").path("error").asString()).contains("gone");
    }

    @Test
    void aClaimThatFindsNothingSaysSo() {
        assertThat(worker("idle").claim(0)).isEmpty();
        assertThat(worker("idle").claim(1)).isEmpty();
    }
}
