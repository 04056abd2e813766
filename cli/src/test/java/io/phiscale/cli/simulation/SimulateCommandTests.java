package io.phiscale.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.CommandLineRunner;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTests {
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
