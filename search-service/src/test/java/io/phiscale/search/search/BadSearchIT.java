package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.phiscale.search.fixture.CoordinatorTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Searches that cannot be: each gets a reason, and nothing of it is stored. */
class BadSearchIT extends CoordinatorTest {
    private static final String NETWORK =
            """
            name: own
            dataset: {name: shapes}
            baseline:
              resolution: 32
              stem: {channels: 8}
              stages:
                - {operator: convolution, channels: 16}
                - {operator: mbconv, channels: 24, inputChannels: 16}
              head: 32
            """;

    /** What is submitted; the field that is wrong; what was given; a part of what is allowed. */
    static Stream<Arguments> wrongValues() {
        String grid = TINY.replace("kind: simplex, divisions: 1", "kind: grid, %s");
        return Stream.of(
                arguments(
                        TINY.replace("mbconv-nano", "b9"),
                        "baseline",
                        "b9",
                        "[efficientnet-b0, mobilenet-v1, mobilenet-v2, resnet-18, resnet-50, mbconv-nano]"),
                arguments(TINY.replace("shapes", "imagenet"), "dataset.name", "imagenet", "fashion-mnist, mnist"),
                arguments(
                        grid.formatted("alpha: '1:1.1', beta: '1:1.1', gamma: '1:1.1', tolerance: 0.01"),
                        "strategy.tolerance",
                        "0.01",
                        "1.6105"),
                arguments(grid.formatted("alpha: '0.9:2'"), "strategy.alpha", "0.9:2", "from 1 to 100"),
                arguments(grid.formatted("tolerance: 'NaN'"), "strategy.tolerance", "NaN", "a number from 0"),
                arguments(grid.formatted("step: 0"), "strategy.step", "0.0", "from 0.001 to 1"),
                arguments(grid.formatted("step: 0.001"), "strategy.step", "0.001", "50,000,000"),
                arguments(TINY + "resolution: 7\n", "resolution", "7", "from 8"),
                arguments(TINY + "resolution: 1025\n", "resolution", "1025", "to 1024"),
                arguments(TINY + "resolution: 1000\n", "largest resolution", "1414", "to 1024"),
                arguments(TINY.replace("epochs: 2", "epochs: 1001"), "recipe.epochs", "1001", "to 1000"),
                arguments(TINY.replace("epochs: 2", "epochs: 0"), "recipe.epochs", "0", "from 1"),
                arguments(
                        TINY.replace("batchSize: 16", "batchSize: 129"),
                        "recipe.batchSize",
                        "129",
                        "the 128 images to train on"),
                arguments(
                        TINY.replace("trainingImages: 128", "trainingImages: 5000"),
                        "dataset.trainingImages",
                        "5000",
                        "4,096"),
                arguments(
                        TINY.replace("epochs: 2", "epochs: 2, optimizer: {learningRate: -1}"),
                        "recipe.optimizer.learningRate",
                        "-1.0",
                        "above 0"),
                arguments(TINY.replace("divisions: 1", "divisions: 0"), "strategy.divisions", "0", "from 1"),
                arguments(TINY + "ladder: [1, 21]\n", "ladder", "21.0", "to 20"),
                arguments(TINY + "ladder: [1, 1]\n", "ladder", "[1.0, 1.0]", "all differ"),
                arguments(TINY + "ladder: []\n", "ladder", "0 values", "1 to 100"),
                arguments(TINY + "engine: torch\n", "engine", "torch", "dl4j"),
                arguments(TINY + "device: gpu\n", "device", "gpu", "cuda"),
                arguments(TINY + "precision: fp64\n", "precision", "fp64", "bf16"),
                arguments(TINY + "engine: dl4j\nprecision: bf16\n", "precision", "bf16", "libtorch"),
                arguments(
                        TINY + "engine: dl4j\ndevice: cuda\ndeterministic: true\n",
                        "deterministic",
                        "true",
                        "libtorch"),
                arguments(TINY + "seeds: [1, 1]\n", "seeds", "[1, 1]", "different"),
                arguments(TINY.replace("name: small", "name: ''"), "name", "empty", "a name"),
                arguments(TINY.replace("name: small", "name: \"a\\0b\""), "name", "a?b", "zero"),
                arguments(
                        NETWORK.replace("inputChannels: 16", "inputChannels: 17"),
                        "baseline.stages[1].inputChannels",
                        "17",
                        "16"),
                arguments(NETWORK.replace("channels: 8}", "channels: 0}"), "baseline.stem.channels", "0", "from 1"),
                arguments(
                        NETWORK.replace("resolution: 32", "resolution: 1024")
                                .replace("channels: 8}", "channels: 65536, stride: 1}")
                                .replace(
                                        "{operator: convolution, channels: 16}",
                                        "{operator: convolution, kernel: 15, channels: 65536, layers: 12}")
                                .replace(", inputChannels: 16", ""),
                        "architecture",
                        "a network of more than 9·10^18 multiply-adds",
                        "fewer channels"),
                arguments(NETWORK.indent(0) + "  classes: 5\n", "baseline.classes", "5", "4, as data set shapes has"));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsNamedWithWhatIsAllowed(String yaml, String field, String given, String allowed) {
        JsonNode problem = http().postYaml("/api/searches", yaml).problem(400);

        assertThat(problem.path("code").asString()).isEqualTo("INVALID_VALUE");
        assertThat(problem.path("field").asString("")).as(problem.toString()).isEqualTo(field);
        assertThat(problem.path("given").asString("")).isEqualTo(given);
        assertThat(problem.path("allowed").asString("")).contains(allowed);
        assertThat(http().get("/api/searches").expect(200).path("total").asInt())
                .isZero();
    }

    @Test
    void theNetworkThatTheseTestsBreakIsGoodAsItStands() {
        http().postYaml("/api/searches", NETWORK).expect(201);
    }

    /** What is submitted; the line and the key that are wrong. */
    static Stream<Arguments> wrongDocuments() {
        return Stream.of(
                arguments(TINY + "recepie: {epochs: 3}\n", 7, "recepie"),
                arguments(TINY.replace("epochs: 2", "epoch: 2"), 5, "recipe.epoch"),
                arguments(TINY.replace("epochs: 2", "epochs: many"), 5, "recipe.epochs"),
                arguments(TINY.replace("divisions: 1", "divisions: 1, target: .nan"), 3, ""),
                arguments(TINY.replace("kind: simplex", "kind: random"), 3, "strategy.kind"));
    }

    @ParameterizedTest
    @MethodSource("wrongDocuments")
    void anUnknownKeyOrWordIsNamedWithItsLine(String yaml, int line, String key) {
        JsonNode problem = http().postYaml("/api/searches", yaml).problem(400);

        assertThat(problem.path("line").asInt()).isEqualTo(line);
        assertThat(problem.path("key").asString()).isEqualTo(key);
    }

    @Test
    void brokenAndEmptyAndHostileDocumentsAreRefused() {
        String nested = "[".repeat(100_000);
        for (String document : new String[] {
            "null",
            "seeds: [null]",
            "ladder: [null]",
            "baseline: {stages: [null]}",
            "name: [1, 2\nbaseline: x\n",
            "42",
            "[]",
            "name: \u0000\n",
            nested,
            " "
        }) {
            http().postYaml("/api/searches", document).problem(400);
        }
        http().postYaml("/api/searches", "").problem(400);
    }

    @Test
    void moreTrialsThanTheLimitAreRefused() {
        StringBuilder seeds = new StringBuilder("seeds: [0");
        for (int seed = 1; seed < 1000; seed++) {
            seeds.append(", ").append(seed);
        }
        String yaml = TINY.replace("mbconv-nano", "efficientnet-b0")
                .replace("kind: simplex, divisions: 1", "kind: grid, step: 0.02");

        JsonNode problem =
                http().postYaml("/api/searches", yaml + seeds + "]\n").problem(400);

        assertThat(problem.path("field").asString()).isEqualTo("number of trials");
        assertThat(problem.path("allowed").asString()).contains("200,000");
    }
}
