package io.phiscale.search.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class SelectionIT extends CoordinatorTest {
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void severalSeedsGiveMeanAndDeviation() {
        long id = submit(TINY + "seeds: [1, 2]\n");
        FakeWorker worker = worker("one");
        double top1 = 0.5;
        for (int trial = 0; trial < 6; trial++) {
            worker.result(worker.claimed(), top1);
            top1 += 0.05;
        }

        await(id, "DONE");

        JsonNode candidate = http().get("/api/searches/" + id + "/candidates?sort=id,asc")
                .json()
                .path("items")
                .path(0);
        // Seeds come in rounds: all candidates with the first, then all with the second.
        assertThat(candidate.path("top1").asDouble()).isEqualTo((0.5 + 0.65) / 2, within(1e-9));
        assertThat(candidate.path("deviation").asDouble()).isEqualTo(0.15 / Math.sqrt(2), within(1e-9));
    }

    @Test
    void candidatesAreRankedByTheObjectiveAndNotByAccuracyAlone() {
        long id = submit(TINY + "objective: {kind: reward, exponent: -10}\n");
        JsonNode cheapest = http().get("/api/searches/" + id + "/candidates?sort=cost,asc")
                .expect(200)
                .path("items")
                .get(0);
        assertThat(cheapest.path("rank").isNull()).isTrue();
        worker("one")
                .work(claim -> trial(claim.trial()).path("candidate").asLong()
                                == cheapest.path("id").asLong()
                        ? 0.5
                        : 0.6);

        await(id, "DONE");

        JsonNode ranked = http().get("/api/searches/" + id + "/candidates?sort=rank,asc")
                .expect(200)
                .path("items");
        assertThat(ranked)
                .extracting(candidate -> candidate.path("rank").asInt())
                .containsExactly(1, 2, 3);
        assertThat(ranked.get(0).path("id").asLong())
                .isEqualTo(cheapest.path("id").asLong());
        assertThat(ranked.get(0).path("score").asDouble())
                .isGreaterThan(ranked.get(1).path("score").asDouble());
        assertThat(http().get("/api/searches/" + id + "/selection")
                        .expect(200)
                        .path("candidate")
                        .asLong())
                .isEqualTo(cheapest.path("id").asLong());
    }

    @Test
    void latencyIsWeighedAsItWasMeasured() {
        long id = submit(TINY.replace("controls: false\n", "")
                + "objective: {kind: reward, exponent: -1, costTarget: 1, cost: latency}\n");
        assertThat(search(id).path("warnings").toString()).contains("Latency is what workers measure");
        FakeWorker worker = worker("one");
        for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            // The finer the images, the faster: as no count of operations would have it.
            int resolution = claim.get().job().architecture().resolution();
            worker.result(claim.get(), withLatency(FakeWorker.result(0.5, false), 28.0 / resolution));
        }
        await(id, "DONE");

        JsonNode best = http().get("/api/searches/" + id + "/candidates?sort=rank,asc")
                .expect(200)
                .path("items")
                .get(0);
        assertThat(best.path("resolution").asInt()).isEqualTo(40);
        assertThat(best.path("score").asDouble()).as("the baseline takes 1").isCloseTo(0.5 * 40 / 28, within(1e-6));
        long trial = best.path("trials").get(0).asLong();
        assertThat(trial(trial).path("result").path("latency").asDouble()).isEqualTo(0.7);
    }

    private static TrialResult withLatency(TrialResult result, double latency) {
        return new TrialResult(
                result.diverged(),
                result.epochs(),
                result.validation(),
                result.test(),
                result.imagesPerSecond(),
                result.waitingShare(),
                latency,
                result.peakMemory(),
                result.seconds(),
                result.provenance());
    }

    @Test
    void aSearchThatCannotBeCompletedDoesNotStandInTheWayOfOthers() {
        long stuck = submit(TINY);
        long other = submit(TINY.replace("name: small", "name: other"));
        // At once: half of it would be another search that cannot be completed.
        transaction.executeWithoutResult(status -> {
            // As a search from before plans were kept, whose data set was taken out of the configuration.
            jdbc.sql(
                            "update search set plan = null, specification = replace(specification, 'shapes', 'gone') where id = :id")
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
        });

        worker("one").work(claim -> 0.5);

        await(other, "DONE");
        assertThat(await(stuck, "FAILED").path("error").asString()).contains("gone");
    }

    @Test
    void aModelThatCannotBeBuiltTakesNeitherTheOthersNorTheAnswerAway() {
        long id = submit(TINY + "ladder: [1, 20]\n");
        worker("one").work(claim -> 0.5);

        JsonNode done = await(id, "DONE");

        assertThat(done.path("error").asString()).contains("a model of the ladder cannot be built", "phi = 20");
        assertThat(http().get("/api/searches/" + id + "/selection").status()).isEqualTo(200);
        assertThat(http().get("/api/searches/" + id + "/ladder").expect(200).path("models"))
                .extracting(model -> model.path("name").asString())
                .containsExactly("B1");
    }
}
