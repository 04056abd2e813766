package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NetworkCommandsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void costPrintsExactlyThePromisedDocument() {
        JsonNode cost = json("cost --baseline efficientnet-b0 --width 1.1 --depth 1.2 --resolution 260 --json");

        assertThat(cost.propertyNames())
                .containsExactly(
                        "parameters",
                        "multiplyAdds",
                        "activations",
                        "fingerprint",
                        "resolution",
                        "activation",
                        "stem",
                        "pool",
                        "head",
                        "stages");
        assertThat(cost.path("parameters").asLong()).isEqualTo(9_109_994);
        assertThat(cost.path("resolution").asInt()).isEqualTo(260);
        assertThat(cost.path("stages").path(1).path("channels").asInt()).isEqualTo(24);
        assertThat(cost.path("stages").path(1).path("layers").asInt()).isEqualTo(3);
    }

    @Test
    void candidatesPrintCountsAndItems() {
        JsonNode candidates = json("candidates --baseline efficientnet-b0 --json");

        assertThat(candidates.path("coefficients").asInt()).isEqualTo(109);
        assertThat(candidates.path("candidates").asInt()).isEqualTo(65);
        assertThat(candidates.path("items").size()).isEqualTo(65);
        JsonNode alias = candidates.path("items").path(0).path("aliases").path(0);
        double product = alias.path("alpha").asDouble()
                * Math.pow(alias.path("beta").asDouble(), 2)
                * Math.pow(alias.path("gamma").asDouble(), 2);
        assertThat(alias.path("product").asDouble()).isCloseTo(product, within(1e-9));
    }

    @Test
    void aSimplexHasTheLatticesPoints() {
        assertThat(json("candidates --baseline efficientnet-b0 --strategy simplex --divisions 4 --json")
                        .path("coefficients")
                        .asInt())
                .isEqualTo(15);
    }

    @Test
    void networksOfEqualCostAreTakenFromMany() {
        JsonNode candidates = json(
                "candidates --baseline efficientnet-b0 --strategy realised --costs"
                        + " multiply-adds,activations --band 0.1 --most 7 --depth-rounding nearest --resolution-multiple 8 --json");

        assertThat(candidates.path("candidates").asInt()).isEqualTo(7);
        assertThat(candidates.path("distinct").asInt()).isGreaterThan(7);
        assertThat(candidates.path("items")).hasSize(7).allSatisfy(item -> {
            assertThat(item.path("costRatio").asDouble()).isBetween(1.8, 2.2);
            assertThat(item.path("cost").path("resolution").asInt() % 8).isZero();
        });
    }

    @Test
    void aLadderTakesRealPhis() {
        JsonNode ladder =
                json("ladder --baseline efficientnet-b0 --alpha 1.2 --beta 1.1 --gamma 1.15 --phi 1,3.5 --json");

        assertThat(ladder.path("models").path(1).path("name").asString()).isEqualTo("B3.5");
        assertThat(ladder.path("models").path(0).path("cost").path("resolution").asInt())
                .isEqualTo(258);
    }

    @Test
    void thePublishedLadderHasPublishedCosts() {
        JsonNode ladder = json("ladder --baseline efficientnet-b0 --published --json");

        assertThat(ladder.path("models").size()).isEqualTo(8);
        assertThat(ladder.path("models").path(7).path("cost").path("parameters").asLong())
                .isEqualTo(66_347_960);
    }

    @Test
    void aNetworkOfOnesOwnIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(
                file,
                """
                resolution: 32
                classes: 10
                stem: {channels: 8}
                stages: [{operator: mbconv, channels: 16, layers: 2}]
                head: 64
                """);

        assertThat(json("cost --json --baseline " + file).path("head").asInt()).isEqualTo(64);
    }

    @Test
    void anUnknownKeyInANetworkIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, "resolution: 32\nstems: {channels: 8}\n");

        CommandLineRunner run = run("cost --baseline " + file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).startsWith("phiscale: line 2: there is no key stems; allowed here:");
    }

    @Test
    void tablesForPeopleShowNominalAndRealisedCost() {
        CommandLineRunner run = run("candidates --baseline efficientnet-b0");

        assertThat(run.output())
                .startsWith("109 coefficients build 65 distinct networks, at 1.93 to 3.33 times")
                .contains("product", "ratio");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost",
                "cost --baseline nonsense",
                "cost --baseline efficientnet-b0 --resolution 7",
                "cost --baseline efficientnet-b0 --width NaN",
                "cost --baseline efficientnet-b0 --depth 0",
                "cost --baseline efficientnet-b0 --depth many",
                "candidates --baseline efficientnet-b0 --step 0",
                "candidates --baseline efficientnet-b0 --alpha 0.9:2",
                "candidates --baseline efficientnet-b0 --tolerance 0 --step 0.5 --target 1.7",
                "candidates --baseline efficientnet-b0 --strategy random",
                "ladder --baseline efficientnet-b0 --alpha 0.9 --beta 1 --gamma 1",
                "ladder --baseline efficientnet-b0",
                "ladder --baseline efficientnet-b0 --alpha 1.2 --beta 1.1",
                "ladder --baseline efficientnet-b0 --phi 1,2",
                "ladder --baseline efficientnet-b0 --published --phi 1,2 --alpha 0.5",
                "ladder --baseline efficientnet-b0 --published --phi 1,2",
                "cost --baseline efficientnet-b0 --batch 0",
                "cost --baseline efficientnet-b0 --batch -1 --json",
                "candidates --baseline efficientnet-b0 --strategy simplex --step 0",
                "candidates --baseline efficientnet-b0 --strategy simplex --alpha 0.2:x",
                "candidates --baseline efficientnet-b0 --strategy simplex --tolerance 0.1",
                "candidates --baseline efficientnet-b0 --divisions 10",
                "candidates --baseline efficientnet-b0 --band 0.1",
                "candidates --baseline efficientnet-b0 --strategy realised --tolerance 0.1",
                "candidates --baseline efficientnet-b0 --strategy realised --costs flops",
                "candidates --baseline efficientnet-b0 --strategy realised --band 0",
                "candidates --baseline efficientnet-b0 --strategy realised --resolution-cap 100",
                "candidates --baseline efficientnet-b0 --depth-rounding floor",
                "nonsense"
            })
    void wrongUsageIsOneLineAndExitCodeTwo(String arguments) {
        CommandLineRunner run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.error().lines()).hasSize(1).allMatch(line -> line.matches("phiscale: (?!Error: ).*"));
    }

    @Test
    void aFileThatIsNotThereIsOneLineAndExitCodeOne() {
        CommandLineRunner run = run("cost --baseline /nowhere/network.yaml");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("cannot read /nowhere/network.yaml");
    }

    private static JsonNode json(String arguments) {
        CommandLineRunner run = run(arguments);
        assertThat(run.error()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return JSON.readTree(run.output());
    }

    private static CommandLineRunner run(String arguments) {
        return CommandLineRunner.run(arguments.split(" ", -1));
    }
}
