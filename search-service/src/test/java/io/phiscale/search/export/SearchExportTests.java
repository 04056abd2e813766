package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.candidate.Candidate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchExportTests {
    private final JsonNode done = document(ExampleSearch.done());

    @Test
    void aDoneSearchLacksNothing() {
        assertThat(done.path("format").asString()).isEqualTo("phiscale-search-1");
        assertThat(done.path("exportedAt").asString()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(done.path("missing")).isEmpty();
        assertThat(done.path("specification").asString()).isEqualTo(ExampleSearch.SPECIFICATION);
    }

    @Test
    void theQuestionHasEveryDefaultAndTheRoundingRuleInWords() {
        JsonNode question = done.path("question");

        assertThat(question.path("strategy").path("kind").asString()).isEqualTo("simplex");
        assertThat(question.path("strategy").path("settings").path("divisions").asInt())
                .isEqualTo(1);
        assertThat(question.path("rounding").path("channels").asString())
                .startsWith("the nearest multiple of 8, half up")
                .contains("never under 0.9 of the product");
        assertThat(question.path("rounding").path("resolution").asString())
                .isEqualTo("the nearest pixel, half up, then the nearest multiple of 4, half up");
        assertThat(question.path("objective").path("exponent").asDouble(1)).isZero();
        assertThat(question.path("recipe").path("optimizer").path("kind").asString())
                .isEqualTo("SGD");
        assertThat(question.path("seeds").toString()).isEqualTo("[1,2]");
        assertThat(question.path("data").path("validationImages").asInt()).isEqualTo(64);
        assertThat(question.path("baseline")
                        .path("architecture")
                        .path("classes")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void theSelectionComesWithTheNetworkAndAllThatBuildsIt() {
        JsonNode selection = done.path("selection");
        Candidate winner = ExampleSearch.CANDIDATES.get(0);

        assertThat(selection.path("coefficients").path("alpha").asDouble()).isEqualTo(ExampleSearch.CHOSEN.alpha());
        assertThat(selection.path("aliases").size()).isEqualTo(winner.aliases().size());
        assertThat(selection.path("aliases").get(0).path("product").asDouble()).isCloseTo(2, within(1e-9));
        assertThat(ProtocolJson.MAPPER.treeToValue(selection.path("architecture"), Architecture.class))
                .isEqualTo(winner.architecture());
    }

    @Test
    void candidatesAreRankedWithTheAccuracyOfEverySeedAndDivergedOnesCountAsZero() {
        JsonNode ranking = done.path("ranking");

        assertThat(ranking.size()).isEqualTo(3);
        JsonNode first = ranking.get(0);
        assertThat(first.path("place").asInt()).isEqualTo(1);
        assertThat(first.path("fingerprint").asString())
                .isEqualTo(ExampleSearch.CANDIDATES.get(0).fingerprint());
        assertThat(first.path("top1").asDouble()).isCloseTo(0.75, within(1e-9));
        assertThat(first.path("deviation").asDouble()).isCloseTo(0.0707, within(1e-4));
        assertThat(first.path("seeds").get(1).path("seed").asInt()).isEqualTo(2);
        assertThat(first.path("seeds").get(1).path("top1").asDouble()).isEqualTo(0.8);
        JsonNode second = ranking.get(1);
        assertThat(second.path("top1").asDouble()).isCloseTo(0.45, within(1e-9));
        assertThat(second.path("seeds").get(1).path("diverged").asBoolean()).isTrue();
        assertThat(second.path("seeds").get(1).path("testTop1").isNull()).isTrue();
    }

    @Test
    void everyModelOfTheLadderIsResolved() {
        JsonNode model = done.path("ladder").path("models").get(1);

        assertThat(model.path("name").asString()).isEqualTo("B1.5");
        assertThat(model.path("phi").asDouble()).isEqualTo(1.5);
        assertThat(model.path("factors").path("depth").asDouble())
                .isEqualTo(Math.pow(ExampleSearch.CHOSEN.alpha(), 1.5));
        Architecture read = ProtocolJson.MAPPER.treeToValue(model.path("architecture"), Architecture.class);
        assertThat(read.stages()).hasSize(3);
        assertThat(read.fingerprint()).isEqualTo(model.path("fingerprint").asString());
        assertThat(read.cost().multiplyAdds())
                .isEqualTo(model.path("cost").path("multiplyAdds").asLong());
    }

    @Test
    void provenanceIsWhatTrialsDoNotDifferInAndEveryMachine() {
        assertThat(done.path("provenance").toString())
                .isEqualTo("{\"engine\":[\"dl4j\"],\"machine\":[\"Linux amd64\",\"Linux arm64\"]}");
    }

    @Test
    void aRunningSearchSaysWhatItLacks() {
        JsonNode running = document(ExampleSearch.running());

        assertThat(running.path("selection").isNull()).isTrue();
        assertThat(running.path("ladder").isNull()).isTrue();
        assertThat(running.path("ranking").size()).isEqualTo(1);
        assertThat(running.path("ranking").get(0).path("deviation").isNull()).isTrue();
        assertThat(running.path("missing").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "selection: the search is RUNNING",
                        "ladder: the search is RUNNING",
                        "ranking: 2 of 3 candidates have no result",
                        "question.data: data set shapes is not configured any more");
    }

    private static JsonNode document(SearchRecords records) {
        return ProtocolJson.MAPPER.readTree(ExportController.json(SearchExport.of(records, ExampleSearch.NOW)));
    }
}
