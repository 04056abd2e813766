package io.phiscale.search.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Trials that need more memory than was estimated. */
class OutOfMemoryIT extends CoordinatorTest {
    @Autowired
    private Shrinking shrinking;

    private long search;
    private long needed;
    private FakeWorker small;

    @BeforeEach
    void submit() {
        search = submit(TINY);
        needed = jdbc.sql("select required_memory from trial order by id limit 1")
                .query(Long.class)
                .single();
        small = worker("small").withMemory(needed);
    }

    @Test
    void whereThereIsALargerWorkerTheTrialGoesThere() {
        Claim failed = small.claimed();
        FakeWorker large = largeWithAllOthers();

        failForWantOfMemory(failed);

        assertThatALargerWorkerIsNeededBy(failed);
        assertThat(small.claim()).isEmpty();
        assertThatItComesBack(failed, large, 1);
    }

    @Test
    void whereThereIsNoneItsBatchesAreSplit() {
        Claim failed = small.claimed();

        failForWantOfMemory(failed);

        assertThat(trial(failed.trial()).path("state").asString()).isEqualTo("QUEUED");
        assertThat(memoryNeededBy(failed.trial())).isLessThanOrEqualTo(needed);
        assertThatItComesBack(failed, small, 2);
        assertThat(trial(failed.trial()).path("attempts").asInt())
                .as("it is no failure that counts")
                .isEqualTo(1);
    }

    @Test
    void aLargerWorkerThatLacksTheSearchsLabelsIsNone() {
        jdbc.sql("update search set plan = jsonb_set(plan, '{specification,labels}', '[\"a100\"]'), labels = '{a100}'")
                .update();
        worker("large").claim();
        FakeWorker labelled = small.withLabels("a100");
        Claim failed = labelled.claimed();

        failForWantOfMemory(failed);

        assertThat(labelled.claimed().job().microBatches()).isEqualTo(2);
    }

    @Test
    void whereNothingHelpsItFailsAndSaysWhatItNeedsAndWhatThereIs() {
        Claim failed = small.claimed();
        jdbc.sql("update worker set memory = 1048576").update();

        failForWantOfMemory(failed);

        JsonNode trial = trial(failed.trial());
        assertThat(trial.path("state").asString()).isEqualTo("FAILED");
        assertThat(trial.path("errorCode").asString()).isEqualTo("OUT_OF_MEMORY");
        assertThat(trial.path("error").asString())
                .contains(
                        "needs about %,d MiB".formatted(moreThanNeeded() >> 20),
                        "with each batch in 4 parts",
                        "the largest worker has 1 MiB");
    }

    @Test
    void itEndsHoweverOftenMemoryRunsOut() {
        Claim first = small.claimed();
        failForWantOfMemory(first);
        for (int attempt = 2; trial(first.trial()).path("state").asString().equals("QUEUED"); attempt++) {
            assertThat(attempt).isLessThan(20);
            failForWantOfMemory(small.claimed());
        }

        assertThat(trial(first.trial()).path("error").asString()).startsWith("out of memory: it needs about ");
    }

    @Test
    void whereTheLargerWorkerGoesAwayTheBatchesAreSplitAfterAll() {
        Claim failed = waitingForLarge();

        shrinking.run();

        assertThat(trial(failed.trial()).path("error").asString()).contains("no worker is left", "in 2 parts");
        assertThatItComesBack(failed, small, 2);
    }

    @Test
    void alsoWhereTheLargerWorkerHadItAndGaveItBackBeforeItWent() {
        Claim failed = waitingForLarge();
        FakeWorker large = worker("large");
        Claim had = large.claimed();
        assertThat(had.trial()).isEqualTo(failed.trial());
        large.release(had);
        jdbc.sql("update worker set last_seen = last_seen - interval '1 hour' where name = 'large'")
                .update();

        shrinking.run();

        assertThat(small.claimed().job().microBatches()).isEqualTo(2);
    }

    @Test
    void whatFitsOnNoWorkerThatIsLeftGoesOnWaitingAndItsSearchSaysForWhat() {
        Claim failed = waitingForLarge();
        jdbc.sql("update worker set memory = 1048576").update();

        shrinking.run();

        assertThatALargerWorkerIsNeededBy(failed);
        assertThat(search(search).path("warnings").toString())
                .contains("wait for a worker with %,d MiB".formatted(moreThanNeeded() >> 20));
    }

    @Test
    void whatIsStillThereIsWaitedFor() {
        Claim failed = waitingForLarge();
        jdbc.sql("update worker set last_seen = clock_timestamp()").update();

        shrinking.run();

        assertThatALargerWorkerIsNeededBy(failed);
    }

    @Test
    void whatAUserTriesAgainNeedsWhatWasEstimatedAtFirst() {
        Claim failed = small.claimed();
        failForWantOfMemory(failed);
        Claim split = small.claimed();
        assertThat(split.job().microBatches()).isEqualTo(2);
        small.fail(split, ErrorCode.INVALID_VALUE);

        http().post("/api/searches/" + search + "/retry").expect(200);

        assertThat(memoryNeededBy(failed.trial())).isEqualTo(needed);
        assertThatItComesBack(failed, small, 1);
    }

    /** @return the only trial that is left; it was given to a larger worker, which nothing was heard of since */
    private Claim waitingForLarge() {
        Claim failed = small.claimed();
        largeWithAllOthers();
        failForWantOfMemory(failed);
        jdbc.sql("update worker set last_seen = last_seen - interval '1 hour' where name = 'large'")
                .update();
        assertThatALargerWorkerIsNeededBy(failed);
        return failed;
    }

    /** Which has taken all trials that were left. */
    private FakeWorker largeWithAllOthers() {
        FakeWorker large = worker("large");
        large.claimed();
        large.claimed();
        return large;
    }

    /** And need not wait for the next attempt. */
    private void failForWantOfMemory(Claim claim) {
        small.fail(claim, ErrorCode.OUT_OF_MEMORY);
        jdbc.sql("update trial set not_before = clock_timestamp()").update();
    }

    private static void assertThatItComesBack(Claim failed, FakeWorker worker, int microBatches) {
        Claim again = worker.claimed();
        assertThat(again.trial()).isEqualTo(failed.trial());
        assertThat(again.job().microBatches()).isEqualTo(microBatches);
    }

    private void assertThatALargerWorkerIsNeededBy(Claim failed) {
        assertThat(memoryNeededBy(failed.trial())).isEqualTo(moreThanNeeded());
    }

    /** What a trial asks for once it ran out of memory. */
    private long moreThanNeeded() {
        return needed * 3 / 2;
    }

    private long memoryNeededBy(long trial) {
        return jdbc.sql("select required_memory from trial where id = ?")
                .param(trial)
                .query(Long.class)
                .single();
    }
}
