package io.phiscale.search.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Searches in stages. The accuracies are those of the candidates, by their place in the search. */
class RungsIT extends CoordinatorTest {
    private static final String STAGED = SMALL.replace(", epochs: 2", "").replace("epochs: 2, ", "")
            + "budget: {rungs: [1, 3], keep: 0.5, least: 2, promotion: certain, mostSeeds: 1}\n";

    private final List<Claim> claims = new ArrayList<>();

    @Test
    void theBestGoOnAndTheRestDoNot() {
        long id = submit(STAGED);
        double[] few = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        double[] more = {0, 0, 0, 0.9, 0.8, 0.7};

        work(id, (place, rung, seed) -> rung == 0 ? few[place] : more[place]);

        assertThat(claims.subList(0, 6)).allSatisfy(claim -> {
            assertThat(claim.job().recipe().epochs()).isEqualTo(1);
            assertThat(claim.job().goesOn()).isTrue();
        });
        assertThat(claims.subList(6, 9)).allSatisfy(claim -> {
            assertThat(claim.job().recipe().epochs()).isEqualTo(3);
            assertThat(claim.job().recipe().schedule().restarts()).containsExactly(1);
            assertThat(claim.job().goesOn()).isFalse();
        });
        JsonNode done = await(id, "DONE");
        assertThat(claims).hasSize(9);
        assertThat(done.path("progress").path("fraction").asDouble()).isEqualTo(1);
        List<JsonNode> ranked = candidates(id, "rank");
        assertThat(ranked).extracting(one -> one.path("top1").asDouble()).containsExactly(0.9, 0.8, 0.7, 0.3, 0.2, 0.1);
        assertThat(ranked).extracting(one -> one.path("rung").asInt()).containsExactly(1, 1, 1, 0, 0, 0);
        JsonNode agreement = selection(id).path("agreements").path(0);
        assertThat(agreement.path("fewEpochs").asInt()).isEqualTo(1);
        assertThat(agreement.path("moreEpochs").asInt()).isEqualTo(3);
        assertThat(agreement.path("candidates").asInt()).isEqualTo(3);
        assertThat(agreement.path("correlation").asDouble()).isEqualTo(-1);
    }

    @Test
    void scoutsAreTrainedLongerFirstAndTheRestGoOnFromTheirCheckpointsAfterwards() {
        // Ten networks, of which six go on: four scouts, and two more.
        long id = submit(STAGED.replace("divisions: 2", "divisions: 3")
                .replace("keep: 0.5", "keep: 0.6")
                .replace("certain", "corrected"));
        FakeWorker worker = worker("one");
        for (int trial = 0; trial < 10; trial++) {
            worker.result(worker.claimed(), 0.1 + 0.01 * trial);
        }
        Awaitility.await().until(() -> trials(id).size() > 10);
        assertThat(trials(id)).hasSize(14);
        assertThat(jdbc.sql("select closed_rungs from search where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .as("others still need their checkpoints")
                .isZero();
        for (int scout = 0; scout < 4; scout++) {
            worker.result(worker.claimed(), 0.5);
        }
        Awaitility.await().until(() -> trials(id).size() > 14);

        assertThat(trials(id)).hasSize(16);
        Awaitility.await().until(() -> worker.work(claim -> 0.6) == 2);
        await(id, "DONE");
        assertThat(candidates(id, "id").stream().filter(one -> one.path("rung").asInt() == 1))
                .hasSize(6);
    }

    @Test
    void aSearchOfWhichNobodyCameToTheLastRungSaysSo() {
        long id = submit(STAGED);
        FakeWorker worker = worker("one");
        worker.claimed(6).forEach(claim -> worker.result(claim, 0.1));
        Awaitility.await().until(() -> trials(id).size() == 9);
        for (int trial = 0; trial < 3; trial++) {
            worker.fail(worker.claimed(), ErrorCode.DATA_NOT_FOUND);
        }

        assertThat(await(id, "DONE").path("error").asString())
                .contains("no candidate came to a result after 3 epochs: the answer rests on 1");
    }

    @Test
    void progressCountsWhatIsStillToBePromoted() {
        long id = submit(STAGED);
        FakeWorker worker = worker("one");
        worker.claimed(6).forEach(claim -> worker.result(claim, 0.1));

        // Six of one epoch, and three of two more to come; networks differ a little in cost.
        assertThat(search(id).path("progress").path("fraction").asDouble()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void furtherSeedsAreGivenToThoseThatCannotBeToldApart() {
        long id = submit(TINY + "budget: {rungs: [2], mostSeeds: 4, confidence: 0.9}\n");
        double[] truth = {0.80, 0.801, 0.3};

        work(id, (place, rung, seed) -> truth[place] + (place * 7L + seed * 3) % 5 / 1000.0);

        await(id, "DONE");
        assertThat(candidates(id, "id"))
                .extracting(one -> one.path("seeds").asInt())
                .containsExactly(4, 4, 2);
        assertThat(claims).extracting(claim -> claim.job().seed()).containsOnly(1L, 2L, 3L, 4L);
        JsonNode selection = selection(id);
        JsonNode comparison = selection.path("comparison");
        // Of each of four looks.
        assertThat(comparison.path("confidence").asDouble()).isEqualTo(1 - (1 - 0.9) / 4);
        assertThat(comparison.path("noise").path("deviation").asDouble()).isBetween(0.0001, 0.01);
        assertThat(comparison.path("standings"))
                .extracting(one -> one.path("separated").asBoolean())
                .containsExactly(false, false, true);
        assertThat(candidates(id, "rank"))
                .extracting(one -> one.path("contender").asBoolean())
                .containsExactly(true, true, false);
        assertThat(selection.path("separated").asBoolean()).isFalse();
        assertThat(selection.path("explanation").asString())
                .contains("1 other of the 3 that were compared is not separated", "tell them apart");
    }

    @Test
    void whoeverDivergedIsNotPromoted() {
        long id = submit(STAGED);

        work(id, (place, rung, seed) -> place == 5 ? Double.NaN : place / 10.0);

        JsonNode done = await(id, "DONE");
        assertThat(candidates(id, "id"))
                .extracting(one -> one.path("rung").asInt())
                .containsExactly(0, 0, 1, 1, 1, 0);
        assertThat(done.path("error").asString()).contains("1 of 9 trainings diverged");
    }

    @Test
    void aSearchOfWhichAllDivergedFailsWithoutAnotherRung() {
        long id = submit(STAGED);

        work(id, (place, rung, seed) -> Double.NaN);

        assertThat(await(id, "FAILED").path("error").asString()).contains("every training diverged");
        assertThat(claims).hasSize(6);
    }

    @Test
    void aTrialThatIsTriedAgainAfterTheEndMayStillBePromoted() {
        long id = submit(STAGED);
        FakeWorker worker = worker("one");
        Claim unlucky = worker.claimed();
        worker.fail(unlucky, ErrorCode.DATA_NOT_FOUND);
        work(id, (place, rung, seed) -> place / 10.0);
        await(id, "DONE");

        http().post("/api/searches/" + id + "/retry").expect(200);
        claims.clear();
        work(id, (place, rung, seed) -> 0.9);

        await(id, "DONE");
        assertThat(claims).extracting(claim -> claim.job().recipe().epochs()).containsExactly(1, 3);
        assertThat(candidates(id, "rank").get(0).path("top1").asDouble()).isEqualTo(0.9);
        assertThat(candidates(id, "rank").get(0).path("trials").get(0).asLong()).isEqualTo(unlucky.trial());
    }

    @Test
    void aSearchThatIsCancelledTrainsNoFurther() {
        long id = submit(STAGED);
        FakeWorker worker = worker("one");
        worker.claimed(6).forEach(claim -> worker.result(claim, 0.1));
        Awaitility.await().until(() -> trials(id).size() == 9);

        http().post("/api/searches/" + id + "/cancel").expect(200);

        assertThat(worker.claim()).isEmpty();
        assertThat(trials(id).subList(6, 9))
                .extracting(one -> one.path("state").asString())
                .containsOnly("CANCELLED");
    }

    interface Accuracies {
        /** @return not a number where the training diverges */
        double of(int place, int rung, long seed);
    }

    /** Until the search is over. */
    private void work(long id, Accuracies accuracies) {
        Map<Long, Integer> places = new TreeMap<>();
        candidates(id, "id").forEach(one -> places.put(one.path("id").asLong(), places.size()));
        FakeWorker worker = worker("one");
        Awaitility.await().until(() -> {
            // All of a rung, and then what came of them: after some results, others go on before the rest is claimed.
            List<Claim> given = new ArrayList<>();
            for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
                given.add(claim.get());
            }
            claims.addAll(given);
            for (Claim claim : given) {
                JsonNode trial = trial(claim.trial());
                double accuracy = accuracies.of(
                        places.get(trial.path("candidate").asLong()),
                        trial.path("rung").asInt(),
                        trial.path("seed").asLong());
                worker.result(claim, FakeWorker.result(Double.isNaN(accuracy) ? 0 : accuracy, Double.isNaN(accuracy)));
            }
            return List.of("DONE", "FAILED").contains(search(id).path("state").asString());
        });
    }

    private List<JsonNode> candidates(long id, String sort) {
        return List.copyOf(http().get("/api/searches/%d/candidates?sort=%s,asc".formatted(id, sort))
                .expect(200)
                .path("items")
                .values());
    }

    private List<JsonNode> trials(long id) {
        return List.copyOf(http().get("/api/searches/" + id + "/trials")
                .expect(200)
                .path("items")
                .values());
    }

    private JsonNode selection(long id) {
        return http().get("/api/searches/" + id + "/selection").expect(200);
    }
}
