package io.phiscale.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.CommandLineRunner;
import io.phiscale.cli.FakeCoordinator;
import io.phiscale.cli.server.CoordinatorClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands about searches, against what a coordinator may answer. */
class SearchCommandsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECTION =
            """
            {"coefficients":{"alpha":1.2,"beta":1.1,"gamma":1.15},"explanation":"the best"}
            """;

    @TempDir
    private Path folder;

    private FakeCoordinator coordinator;

    @BeforeEach
    void start() throws IOException {
        coordinator = new FakeCoordinator()
                .withList("/api/searches/5/trials", 1, SearchCommandsTests::trial)
                .withList("/api/searches/5/candidates", 1, SearchCommandsTests::candidate)
                .with("/api/searches/5/selection", SELECTION);
    }

    @AfterEach
    void stop() {
        coordinator.close();
    }

    @Test
    void aSearchThatEndedWithoutALadderKeepsItsSelection() {
        search("DONE", 1, "the ladder is too large");

        CommandLineRunner shown = run("search", "show", "5");
        assertThat(shown.exitCode()).as(shown.error()).isZero();
        assertThat(shown.output())
                .contains("alpha = 1.2", "error: the ladder is too large", "note: there is no ladder");

        JsonNode answer = JSON.readTree(run("search", "show", "5", "--json").output());
        assertThat(answer.path("selection").path("explanation").asString()).isEqualTo("the best");
        assertThat(answer.has("ladder")).isTrue();
        assertThat(answer.path("ladder").isNull()).isTrue();
    }

    @Test
    void theRankIsTheCoordinatorsOnceASearchIsDone() {
        search("DONE", 2, null);
        coordinator.with(
                "/api/searches/5/candidates",
                """
                {"items":[{"rank":1,"top1":0.7,"aliases":[],"state":"DONE"},
                          {"rank":7,"top1":0.8,"aliases":[],"state":"DONE"},
                          {"rank":null,"top1":0.9,"aliases":[],"state":"FAILED"}],"total":3}
                """);

        assertThat(firstCells(run("search", "show", "5").output())).containsExactly("rank", "1", "7", "–");
        assertThat(coordinator.requests()).anyMatch(request -> request.contains("/candidates?sort=rank,asc"));
    }

    @Test
    void beforeASearchIsDoneItsCandidatesAreNumberedByTheirAccuracy() {
        search("RUNNING", 1, null);

        assertThat(firstCells(run("search", "show", "5").output())).containsExactly("rank", "1");
        assertThat(coordinator.requests())
                .anyMatch(request -> request.contains("/candidates?sort=top1,desc"))
                .noneMatch(request -> request.contains("sort=rank"));
    }

    @Test
    void theDocumentHoldsEveryCandidateAndTheTableSaysHowManyMoreThereAre() {
        search("DONE", 2_345, null);
        coordinator.withList("/api/searches/5/candidates", 2_345, SearchCommandsTests::candidate);

        JsonNode answer = JSON.readTree(run("search", "show", "5", "--json").output());
        assertThat(answer.path("candidates").size()).isEqualTo(2_345);
        assertThat(answer.path("candidates").path(2_344).path("id").asInt()).isEqualTo(2_344);
        assertThat(run("search", "show", "5").output()).contains("… and 2,315 more: --json prints all");
    }

    @Test
    void aPreviewHoldsTheLeastAndTheMostThatSeedsMayTakeAgainstTrainingEverything() throws IOException {
        assertThat(preview(220_000, ",\"atMost\":{\"trainings\":9,\"images\":510000}"))
                .contains("at most, with further seeds", "that is 22 to 51 % of the 1,000,000 images");
        assertThat(preview(330_000, "")).contains("that is 33 % of the 1,000,000 images");
        assertThat(preview(1_000_000, "")).doesNotContain("that is");
    }

    private String preview(long images, String more) throws IOException {
        coordinator.with(
                "/api/searches/preview",
                """
                {"strategy":"realised","networks":{},
                 "effort":{"trainings":5,"images":%d,"exhaustiveImages":1000000%s}}
                """
                        .formatted(images, more));
        Path file = Files.writeString(folder.resolve("search.yaml"), "baseline: mbconv-nano");
        CommandLineRunner run = run("search", "preview", file.toString());
        assertThat(run.exitCode()).as(run.error()).isZero();
        return run.output();
    }

    @Test
    void aDocumentOfARunningSearchIsReadInAnOrderThatResultsDoNotChange() {
        search("RUNNING", 3, null);
        coordinator.with(
                "/api/searches/5/candidates",
                """
                {"items":[{"id":1,"top1":null},{"id":2,"top1":0.7},{"id":3,"top1":0.8}],"total":3}
                """);

        JsonNode answer = JSON.readTree(run("search", "show", "5", "--json").output());

        assertThat(answer.path("candidates"))
                .extracting(candidate -> candidate.path("id").asInt())
                .containsExactly(3, 2, 1);
        assertThat(coordinator.requests()).anyMatch(request -> request.contains("/candidates?sort=id,asc"));
    }

    @Test
    void aWarningIsShownOnce() {
        coordinator.with(
                "/api/searches/5",
                """
                {"id":5,"state":"RUNNING","candidates":1,"progress":{"total":1},"warnings":["mind this"],"error":null}
                """);

        assertThat(run("search", "show", "5").output()).containsOnlyOnce("note: mind this");
    }

    @Test
    void theListOfSearchesIsWholeToo() {
        coordinator.withList("/api/searches", 1_234, number -> "{\"id\":%d,\"name\":\"n\"}".formatted(number));

        assertThat(JSON.readTree(run("search", "list", "--json").output())
                        .path("items")
                        .size())
                .isEqualTo(1_234);
        assertThat(run("search", "list").output()).contains("… and 1,134 more: --json prints all");
    }

    @Test
    void ofManyTrialsThoseThatRunAreKnownWhateverTheirNumber() {
        search("RUNNING", 1, null);
        coordinator
                .withList("/api/searches/5/trials", 5_000, SearchCommandsTests::trial)
                .with(
                        "/api/searches/5/trials?sort=id,asc&state=RUNNING&page=0&size=200",
                        "{\"items\":[{\"id\":4321,\"label\":\"late\",\"state\":\"RUNNING\"}],\"total\":1}");

        assertThat(api().progress("5").trials())
                .anyMatch(trial -> trial.isRunning() && trial.label().equals("trial 4321 late"));
    }

    @Test
    void warningsAreSaidOnceWhileASearchIsWatched() throws IOException {
        coordinator.with(
                "/api/searches/5",
                """
                {"id":5,"state":"DONE","candidates":1,"progress":{"total":1},"error":null,
                 "warnings":["Trials wait for a worker with 7,168 MiB"]}
                """);

        CommandLineRunner run = watched();

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.output()).containsOnlyOnce("note: Trials wait for a worker with 7,168 MiB");
    }

    @Test
    void aWatchedSearchThatFailsSaysWhyOnStandardError() throws IOException {
        search("FAILED", 1, "no trial has a result");

        CommandLineRunner run = watched();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).isEqualToIgnoringNewLines("phiscale: search 5 failed: no trial has a result");
    }

    @Test
    void aWatchedSearchThatIsCancelledSaysSoOnStandardError() throws IOException {
        search("CANCELLED", 1, null);

        CommandLineRunner run = watched();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).startsWith("phiscale: search 5 was cancelled");
    }

    @Test
    void aSearchIsPausedAndResumed() {
        coordinator.with("/api/searches/5/pause", "{\"id\":5,\"paused\":true}");
        coordinator.with("/api/searches/5/resume", "{\"id\":5,\"paused\":false}");

        assertThat(run("search", "pause", "5").output()).isEqualToIgnoringNewLines("search 5 is paused");
        assertThat(run("search", "resume", "5").output()).isEqualToIgnoringNewLines("search 5 goes on");
        assertThat(JSON.readTree(run("search", "pause", "5", "--json").output())
                        .path("paused")
                        .asBoolean())
                .isTrue();
        assertThat(coordinator.requests()).contains("POST /api/searches/5/pause", "POST /api/searches/5/resume");
    }

    @Test
    void theListTellsWhichSearchesArePaused() {
        coordinator.withList("/api/searches", 2, number -> "{\"id\":%d,\"state\":\"RUNNING\",\"paused\":%s}"
                .formatted(number, number == 1));

        assertThat(run("search", "list").output().lines().filter(line -> line.contains("RUNNING, paused")))
                .hasSize(1);
    }

    @Test
    void aPortThatDoesNotExistIsNamed() {
        CommandLineRunner run = CommandLineRunner.run("search", "list", "--server", "http://127.0.0.1:99999");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error())
                .contains("http://127.0.0.1:99999 has no port that exists")
                .doesNotContain("should not");
    }

    private CommandLineRunner watched() throws IOException {
        coordinator.with("/api/searches", "{\"id\":5}");
        Path file = Files.writeString(folder.resolve("search.yaml"), "baseline: mbconv-nano");
        return run("search", "run", file.toString(), "--watch");
    }

    private CommandLineRunner run(String... arguments) {
        return CommandLineRunner.run(Stream.concat(Stream.of(arguments), Stream.of("--server", coordinator.address()))
                .toArray(String[]::new));
    }

    private SearchApi api() {
        return new SearchApi(new CoordinatorClient(URI.create(coordinator.address()), null));
    }

    private void search(String state, int candidates, String error) {
        coordinator.with(
                "/api/searches/5",
                "{\"id\":5,\"state\":\"%s\",\"candidates\":%d,\"progress\":{\"total\":1},\"warnings\":[],\"error\":%s}"
                        .formatted(state, candidates, error == null ? "null" : "\"" + error + "\""));
    }

    private static String candidate(int number) {
        return "{\"id\":%d,\"top1\":0.5,\"aliases\":[],\"state\":\"DONE\"}".formatted(number);
    }

    private static String trial(int number) {
        return "{\"id\":%d,\"label\":\"α\",\"state\":\"DONE\",\"top1\":0.5}".formatted(number);
    }

    /** Of the table of candidates. */
    private static List<String> firstCells(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("rank"))
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.strip().split(" +", 2)[0])
                .toList();
    }
}
