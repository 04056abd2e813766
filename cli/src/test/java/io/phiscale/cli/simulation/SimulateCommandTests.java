package io.phiscale.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.CommandLineRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SimulateCommandTests {
    @TempDir
    private Path folder;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aBudgetStandsBesideThePlainWays() {
        CommandLineRunner simulated = run("--searches", "20", "--promotion", "certain", "--rungs", "2,6");

        assertThat(simulated.exitCode()).as(simulated.error()).isZero();
        assertThat(simulated.output())
                .contains("every candidate, 1 seed", "every candidate, 3 seeds", "this budget", "20 searches each");
    }

    @Test
    void aBudgetThatTrainsEverythingAlikeSpendsAllOfIt() {
        CommandLineRunner simulated =
                run("--searches", "5", "--rungs", "6", "--seeds", "2", "--most-seeds", "2", "--json");

        JsonNode document = JSON.readTree(simulated.output());
        assertThat(document.path("this budget")).isEqualTo(document.path("every candidate, 2 seeds"));
        assertThat(document.path("this budget").path("spent").asDouble()).isEqualTo(28 * 2 * 6);
    }

    @Test
    void harderWorldsAreHarder() {
        JsonNode easy = JSON.readTree(run("--searches", "50", "--noise", "0", "--roughness", "0", "--json")
                .output());
        JsonNode hard =
                JSON.readTree(run("--searches", "50", "--noise", "2", "--json").output());

        assertThat(within(hard)).isLessThan(within(easy));
    }

    @Test
    void aRealSearchIsReplayedWithItsSeedsInAnotherOrderEachTime() throws IOException {
        Path file = recording(12, 5);

        CommandLineRunner simulated = run("--replay", file.toString(), "--searches", "30", "--most-seeds", "2");

        assertThat(simulated.exitCode()).as(simulated.error()).isZero();
        assertThat(simulated.output())
                .contains("every candidate, 2 seeds", "this budget")
                .contains("replayed: 12 networks, 5 seeds each, of which the search gets 2 at most")
                .contains("1 left out that lack a training");
    }

    /** On real trainings, where early scores are noisy and differences shrink, which made-up worlds are free to leave out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"fashion-mnist-20-networks-8-seeds.json", "fashion-mnist-20-residual-networks-8-seeds.json"})
    void onRealTrainingsTheUsualBudgetIsAboutAsGoodAsThreeSeedsForAll(String recording) {
        Path file = Path.of("..", "bench", "recorded", recording);

        JsonNode summaries = JSON.readTree(
                run("--replay", file.toString(), "--searches", "600", "--json").output());

        JsonNode all = summaries.path("every candidate, 3 seeds");
        JsonNode usual = summaries.path("this budget");
        assertThat(usual.path("spent").asDouble()).isLessThan(all.path("spent").asDouble() / 3);
        assertThat(usual.path("surface").path("behind").asDouble())
                .isLessThan(all.path("measured").path("behind").asDouble() + 0.0005);
    }

    @Test
    void whatWasNotRecordedCannotBeReplayed() throws IOException {
        Path file = recording(12, 3);

        assertThat(run("--replay", file.toString()).error())
                .contains("mostSeeds is 3; allowed: fewer than the 3 that were recorded");
        assertThat(run("--replay", file.toString(), "--most-seeds", "2", "--rungs", "1,5")
                        .error())
                .contains("rungs is [1, 5]; allowed: some of the recorded [1, 9]");
        assertThat(run("--replay", file.toString(), "--most-seeds", "2", "--noise", "1")
                        .error())
                .contains("--noise is given; allowed: nothing with --replay");
        assertThat(run("--replay", recording(1, 3).toString()).error()).contains("2 networks, of which 1 were trained");
        assertThat(run("--replay", folder.resolve("none.json").toString()).error())
                .contains("give a file that exists");
        Path other = Files.writeString(folder.resolve("other.json"), "{\"ranking\": []}");
        assertThat(run("--replay", other.toString()).error()).contains("holds no trainings");
    }

    /** As an export has it, as far as it is read; the last network lacks what the others have. */
    private Path recording(int networks, int seeds) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode ranking = document.putArray("ranking");
        for (int network = 0; network <= networks; network++) {
            ObjectNode place = ranking.addObject();
            place.put("fingerprint", "network-" + network).put("costRatio", 2);
            double depth = (double) network / networks;
            place.putObject("shares")
                    .put("depth", depth)
                    .put("width", (1 - depth) / 2)
                    .put("resolution", (1 - depth) / 2);
            ArrayNode trainings = place.putArray("trainings");
            for (int seed = 1; seed <= (network == networks ? 1 : seeds); seed++) {
                double top1 = 0.5 + 0.01 * depth + 0.001 * (network * seed % 3);
                trainings.addObject().put("seed", seed).put("epochs", 1).put("top1", top1);
                if (network == networks) {
                    trainings
                            .addObject()
                            .put("seed", seed)
                            .put("epochs", 3)
                            .put("top1", 0)
                            .put("diverged", true);
                }
                trainings.addObject().put("seed", seed).put("epochs", 9).put("top1", top1 + 0.2);
            }
        }
        return Files.writeString(
                folder.resolve("recording-%d-%d.json".formatted(networks, seeds)), document.toString());
    }

    private static double within(JsonNode document) {
        return document.path("every candidate, 1 seed")
                .path("measured")
                .path("within")
                .asDouble();
    }

    @Test
    void whatCannotBeSimulatedIsRefusedInWords() {
        assertThat(run("--rungs", "1").error()).contains("last of --rungs is 1").doesNotContain("Exception");
        assertThat(run("--rungs", "6,2").error()).contains("each larger than the one before");
        assertThat(run("--promotion", "never").exitCode()).isEqualTo(2);
        assertThat(run("--searches", "0").error()).contains("--searches is 0");
    }

    private static CommandLineRunner run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "simulate";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandLineRunner.run(arguments);
    }
}
