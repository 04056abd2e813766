package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchLifeCycleIT extends CoordinatorTest {

    @Test
    void aSearchRunsFromTheFirstClaimToTheLadder() {
        long id = submit(SMALL);
        FakeWorker worker = worker("one");
        JsonNode best = candidates(id).get(1);

        Claim first = worker.claimed();
        assertThat(worker.heartbeat(first, 0.5)).isEqualTo(Command.CONTINUE);
        assertThat(worker.epoch(first, 1, 0.3)).isEqualTo(Command.CONTINUE);
        assertThat(worker.epoch(first, 2, 0.6)).isEqualTo(Command.CONTINUE);
        JsonNode running = search(id);
        assertThat(running.path("state").asString()).isEqualTo("RUNNING");
        assertThat(running.path("startedAt").isNull()).isFalse();
        assertThat(running.path("progress").path("running").asInt()).isEqualTo(1);
        assertThat(running.path("progress").path("fraction").asDouble())
                .isGreaterThan(0)
                .isLessThan(1);
        worker.result(first, accuracy(best, first));
        worker.work(claim -> accuracy(best, claim));

        JsonNode done = await(id, "DONE");
        assertThat(done.path("bestTop1").asDouble()).isEqualTo(0.9);
        assertThat(done.path("error").isNull()).isTrue();
        assertThat(done.path("progress").path("fraction").asDouble()).isEqualTo(1);
        checkSelection(id, best);
        checkLadder(id);
        checkCurveAndAttempts(first);
        JsonNode one = http().get("/api/workers").expect(200).get(0);
        assertThat(one.path("name").asString()).isEqualTo("one");
        assertThat(one.path("present").asBoolean()).isTrue();
        assertThat(one.path("finished").asInt())
                .isEqualTo(done.path("progress").path("total").asInt());
        assertThat(one.path("running")).isEmpty();
    }

    private void checkSelection(long id, JsonNode best) {
        JsonNode selection = http().get("/api/searches/" + id + "/selection").expect(200);
        assertThat(selection.path("candidate").asLong())
                .isEqualTo(best.path("id").asLong());
        assertThat(selection.path("fingerprint").asString())
                .isEqualTo(best.path("fingerprint").asString());
        JsonNode chosen = selection.path("coefficients");
        assertThat(best.path("aliases"))
                .anyMatch(alias -> alias.path("alpha").asDouble()
                                == chosen.path("alpha").asDouble()
                        && alias.path("beta").asDouble() == chosen.path("beta").asDouble()
                        && alias.path("gamma").asDouble()
                                == chosen.path("gamma").asDouble());
        assertThat(selection.path("explanation").asString()).contains("give more seeds");
    }

    private void checkLadder(long id) {
        JsonNode models =
                http().get("/api/searches/" + id + "/ladder").expect(200).path("models");
        assertThat(models)
                .extracting(model -> model.path("name").asString())
                .isEqualTo(
                        IntStream.rangeClosed(1, 7).mapToObj(phi -> "B" + phi).toList());
        List<Long> costs = models.valueStream()
                .map(model -> model.path("cost").path("multiplyAdds").asLong())
                .toList();
        assertThat(costs).isSorted().doesNotHaveDuplicates();
    }

    private void checkCurveAndAttempts(Claim claim) {
        JsonNode curve = http().get("/api/trials/" + claim.trial() + "/curve").expect(200);
        assertThat(curve)
                .extracting(epoch -> epoch.path("validation").path("top1").asDouble())
                .containsExactly(0.3, 0.6);
        JsonNode attempts =
                http().get("/api/trials/" + claim.trial() + "/attempts").expect(200);
        assertThat(attempts).hasSize(1);
        assertThat(attempts.get(0).path("outcome").asString()).isEqualTo("DONE");
        assertThat(attempts.get(0).path("worker").asString()).isEqualTo("one");
        assertThat(trial(claim.trial())
                        .path("result")
                        .path("provenance")
                        .path("engine")
                        .asString())
                .isEqualTo("fake");
    }

    private double accuracy(JsonNode best, Claim claim) {
        return trial(claim.trial()).path("candidate").asLong()
                        == best.path("id").asLong()
                ? 0.9
                : 0.6;
    }

    private JsonNode candidates(long search) {
        return http().get("/api/searches/" + search + "/candidates").expect(200).path("items");
    }
}
