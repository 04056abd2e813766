package io.phiscale.search.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Networks that the answer is held against. */
class ControlsIT extends CoordinatorTest {
    private static final String CONTROLLED = SMALL.replace("epochs: 2, ", "").replace("controls: false\n", "");

    @Test
    void controlsAreTrainedToTheLastRungAndNeverChosen() {
        long id =
                submit(CONTROLLED + "budget: {rungs: [1, 3], keep: 0.5, least: 2, promotion: certain, mostSeeds: 1}\n");
        List<JsonNode> controls = candidates(id).stream()
                .filter(one -> !one.path("control").isNull())
                .toList();
        assertThat(controls)
                .extracting(one -> one.path("control").asString())
                .contains("BASELINE", "DEEPER", "WIDER", "FINER");
        assertThat(search(id).path("candidates").asInt()).isEqualTo(6);

        // The better the cheaper: the baseline would win if it could.
        work(id, trial -> 0.9 - candidate(id, trial).path("costRatio").asDouble() / 10);

        await(id, "DONE");
        JsonNode selection = http().get("/api/searches/" + id + "/selection").expect(200);
        for (JsonNode one : candidates(id)) {
            boolean competes = one.path("competes").asBoolean();
            assertThat(one.path("rank").isNull()).isEqualTo(!competes);
            if (!one.path("control").isNull()) {
                assertThat(one.path("rung").asInt()).isEqualTo(1);
            }
        }
        JsonNode baseline = selection.path("controls").get(0);
        assertThat(baseline.path("kind").asString()).isEqualTo("BASELINE");
        assertThat(baseline.path("costRatio").asDouble()).isEqualTo(1);
        assertThat(baseline.path("ahead").asDouble()).isNegative();
        assertThat(baseline.path("margin").isNull()).isTrue();
        assertThat(baseline.path("words").asString()).endsWith("points behind");
        assertThat(selection.path("controls"))
                .extracting(one -> one.path("kind").asString())
                .containsSubsequence("BASELINE", "DEEPER", "WIDER", "FINER");
    }

    @Test
    void howFarTheAnswerIsAheadHasAnIntervalWhereSeedsTellTheNoise() {
        long id = submit(CONTROLLED.replace("divisions: 2", "divisions: 1") + "seeds: [1, 2, 3]\n");

        work(
                id,
                trial -> 0.5
                        + candidate(id, trial).path("costRatio").asDouble() / 10
                        + (trial.path("seed").asLong() * trial.path("id").asLong() * 7 % 5) / 1000.0);

        await(id, "DONE");
        JsonNode controls =
                http().get("/api/searches/" + id + "/selection").expect(200).path("controls");
        assertThat(controls).isNotEmpty().allSatisfy(one -> {
            assertThat(one.path("seeds").asInt()).isEqualTo(3);
            assertThat(one.path("margin").asDouble()).isBetween(0.0001, 0.05);
        });
        assertThat(controls.get(0).path("ahead").asDouble()).isCloseTo(0.1, within(0.03));
        assertThat(controls.get(0).path("words").asString()).containsPattern("points ahead \\([0-9.]+ to [0-9.]+\\)");
    }

    @Test
    void aControlThatFailsIsLeftOutAndTheAnswerIsThere() {
        long id = submit(CONTROLLED.replace("divisions: 2", "divisions: 1"));
        long baseline = candidates(id).stream()
                .filter(one -> one.path("control").asString("").equals("BASELINE"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        FakeWorker worker = worker("one");
        for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            boolean fails = trial(claim.get().trial()).path("candidate").asLong() == baseline;
            worker.result(claim.get(), FakeWorker.result(fails ? 0 : 0.5, fails));
        }

        await(id, "DONE");
        assertThat(http().get("/api/searches/" + id + "/selection").expect(200).path("controls"))
                .extracting(one -> one.path("kind").asString())
                .doesNotContain("BASELINE")
                .isNotEmpty();
    }

    private interface Accuracy {
        double of(JsonNode trial);
    }

    private void work(long id, Accuracy accuracy) {
        FakeWorker worker = worker("one");
        Awaitility.await().until(() -> {
            for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
                worker.result(claim.get(), accuracy.of(trial(claim.get().trial())));
            }
            return search(id).path("state").asString().equals("DONE");
        });
    }

    private JsonNode candidate(long id, JsonNode trial) {
        return candidates(id).stream()
                .filter(one ->
                        one.path("id").asLong() == trial.path("candidate").asLong())
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> candidates(long id) {
        return new ArrayList<>(http().get("/api/searches/" + id + "/candidates?size=200")
                .expect(200)
                .path("items")
                .values());
    }
}
