package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportIT extends CoordinatorTest {

    @Test
    void theDocumentHoldsTheAnswerAndAllThatItRestsOn() {
        long id = submit(TINY + "objective: {kind: reward}\n");
        FakeWorker worker = worker("one");
        worker.result(worker.claimed(), 0.9);
        worker.work(claim -> 0.7);
        await(id, "DONE");

        Reply answer = http().get("/api/searches/" + id + "/export?format=json");

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Content-Disposition")).contains("search-" + id + ".json");
        JsonNode document = answer.json();
        assertThat(document.path("format").asString()).isEqualTo("phiscale-search-1");
        assertThat(document.path("search").path("specification").asString()).contains("kind: reward");
        assertThat(document.path("answer").path("aliases").size()).isPositive();
        assertThat(document.path("answer").path("winner").asString())
                .isEqualTo(document.path("ranking").path(0).path("fingerprint").asString());
        assertThat(document.path("ranking").size()).isEqualTo(3);
        JsonNode first = document.path("ranking").get(0);
        assertThat(first.path("shares").path("depth").asDouble()
                        + first.path("shares").path("width").asDouble()
                        + first.path("shares").path("resolution").asDouble())
                .isCloseTo(1, within(1e-9));
        assertThat(first.path("trainings").get(0).path("top1").asDouble()).isEqualTo(0.9);
        assertThat(first.path("trainings").get(0).path("epochs").asInt()).isEqualTo(2);
        assertThat(document.path("method")
                        .path("rounding")
                        .path("channelDivisor")
                        .asInt())
                .isEqualTo(8);
        assertThat(document.path("method").path("objective").path("exponent").asDouble())
                .isEqualTo(-0.07);
        JsonNode provenance = document.path("provenance");
        assertThat(provenance.path("recipe").path("epochs").asInt()).isEqualTo(2);
        assertThat(provenance.path("seeds").path(0).asInt()).isEqualTo(1);
        assertThat(provenance.path("trainings").path("engine").path(0).asString())
                .isEqualTo("fake");
    }

    @Test
    void whatIsKnownCanBeTakenAwayBeforeTheSearchIsDone() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.result(worker.claimed(), 0.9);

        JsonNode document =
                http().get("/api/searches/" + id + "/export?format=json").expect(200);

        assertThat(document.path("search").path("state").asString()).isEqualTo("RUNNING");
        assertThat(document.path("answer").isNull()).isTrue();
        assertThat(document.path("ladder").isNull()).isTrue();
        assertThat(document.path("ranking").size()).isEqualTo(1);
        assertThat(document.path("ranking").get(0).path("top1PerSeed").get(0).asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void everyLadderModelCanBeBuiltFromTheDocumentAlone() {
        long id = submit(TINY);
        worker("one").work(claim -> 0.7);
        await(id, "DONE");

        JsonNode ladder = http().get("/api/searches/" + id + "/export").json().path("ladder");

        assertThat(ladder.size()).isEqualTo(7);
        for (JsonNode model : ladder) {
            Architecture architecture = ProtocolJson.MAPPER.treeToValue(model.path("architecture"), Architecture.class);
            assertThat(model.path("factors").path("depth").asDouble()).isGreaterThanOrEqualTo(1);
            assertThat(architecture.fingerprint())
                    .isEqualTo(model.path("fingerprint").asString());
            assertThat(architecture.cost().parameters())
                    .isEqualTo(model.path("cost").path("parameters").asLong());
        }
    }

    @Test
    void theTableHoldsEveryTrialAndNoFormula() {
        long id = submit(TINY);
        FakeWorker worker = worker("=cmd|' /C calc'!A0");
        worker.result(worker.claimed(), 0.875);
        worker.fail(worker.claimed(), ErrorCode.DATA_UNREADABLE);

        Reply answer = http().get("/api/searches/" + id + "/export?format=csv");

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(String.join(",", TrialRows.COLUMNS));
        assertThat(lines.get(1)).contains(",0.875,").contains(",DONE,").contains(",'=cmd|");
        assertThat(lines.get(2)).contains("DATA_UNREADABLE,made to fail");
        assertThat(lines.get(3)).contains(",QUEUED,");
    }

    @Test
    void theArchiveHoldsAConfigurationForEveryLadderModelAndHowToLoadThem() {
        long id = submit(TINY);
        worker("one").work(claim -> 0.7);
        await(id, "DONE");

        Reply answer = http().get("/api/searches/" + id + "/export?format=dl4j");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        // Names stand in an archive as they are; whether the configurations load is for the engine's tests.
        assertThat(answer.body()).startsWith("PK").contains("README.txt");
        for (int model = 1; model <= 7; model++) {
            assertThat(answer.body()).contains("B" + model + ".json");
        }
    }

    @Test
    void theSpecificationWithEveryValueWrittenOutIsTheSameSearchAgain() {
        long id = submit(TINY);

        Reply answer = http().get("/api/searches/" + id + "/export?format=yaml");

        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.header("Content-Disposition")).contains("search-" + id + ".yaml");
        assertThat(answer.body()).contains("learningRate: 0.1", "engine: ", "controls: false");
        long again = submit(answer.body());
        assertThat(fingerprints(again)).isNotEmpty().isEqualTo(fingerprints(id));
        assertThat(http().get("/api/searches/" + again + "/export?format=yaml").body())
                .isEqualTo(answer.body());
    }

    private List<String> fingerprints(long id) {
        JsonNode items =
                http().get("/api/searches/" + id + "/candidates").expect(200).path("items");
        return items.valueStream()
                .map(one -> one.path("fingerprint").asString())
                .toList();
    }

    @Test
    void whatIsNotThereCannotBeTakenAway() {
        long id = submit(TINY);

        http().get("/api/searches/" + id + "/export?format=dl4j").problem(404);
        http().get("/api/searches/4711/export?format=csv").problem(404);
        Reply unknown = http().get("/api/searches/" + id + "/export?format=onnx");
        unknown.problem(400);
        assertThat(unknown.json().path("allowed").asString()).contains("json").contains("csv");
    }
}
