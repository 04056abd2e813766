package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything at once, as a user runs it: coordinator, database, worker, trainers, and the commands around them. */
class EndToEndIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START = Duration.ofMinutes(2);
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final List<Process> PROCESSES = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static String server;

    @BeforeAll
    static void startCoordinatorAndWorker() throws Exception {
        Path ready = folder.resolve("ready");
        start(
                "serve",
                "--port",
                "0",
                "--database-directory",
                folder.resolve("postgres").toString(),
                "--",
                "--phiscale.ready-file=" + ready);
        server = awaitFile(ready);
        start("work", "--server", server, "--slots", "2", "--name", "tester", "--label", "cpu", "--label", "test");
    }

    @AfterAll
    static void stopBoth() throws InterruptedException {
        for (int last = PROCESSES.size() - 1; last >= 0; last--) {
            PROCESSES.get(last).destroy();
            assertThat(PROCESSES.get(last).waitFor(30, TimeUnit.SECONDS))
                    .as("ends when it is asked to")
                    .isTrue();
        }
    }

    @Test
    void aSearchEndsInCoefficientsAndALadder() throws IOException {
        Path file = folder.resolve("search.yaml");
        Files.writeString(
                file,
                """
                name: end to end
                baseline: mbconv-nano
                resolution: 16
                strategy: {kind: simplex, divisions: 1}
                dataset: {name: shapes, trainingImages: 512, validationImages: 128}
                recipe: {epochs: 1, batchSize: 32, optimizer: {learningRate: 0.05}}
                labels: [test, cpu]
                """);

        CommandLineRunner preview = run("search", "preview", file.toString(), "--server", server);
        assertThat(preview.exitCode()).as(preview.error()).isZero();
        assertThat(preview.output())
                .contains("simplex (this one)", "realised", "this search", "trained by ", "One seed");
        assertThat(JSON.readTree(run("search", "preview", file.toString(), "--json", "--server", server)
                                .output())
                        .path("networks")
                        .path("candidates")
                        .asInt())
                .isEqualTo(3);

        CommandLineRunner run = run("search", "run", file.toString(), "--watch", "--json", "--server", server);

        assertThat(run.exitCode()).as(run.error()).isZero();
        JsonNode answer = JSON.readTree(run.output());
        assertThat(answer.path("search").path("state").asString()).isEqualTo("DONE");
        assertThat(answer.path("candidates").size())
                .as("three candidates, and four controls that are none of them")
                .isEqualTo(7);
        for (JsonNode candidate : answer.path("candidates")) {
            assertThat(candidate.path("top1").asDouble()).isBetween(0.0, 1.0);
        }
        assertThat(answer.path("selection").path("coefficients").path("alpha").asDouble())
                .isGreaterThanOrEqualTo(1);
        assertThat(answer.path("selection").path("controls").size()).isEqualTo(5);
        assertThat(answer.path("ladder").path("models").size()).isEqualTo(7);
        assertThat(run.error()).contains("all: 7 of 7 trials");

        String id = answer.path("search").path("id").asString();
        assertThat(run("search", "show", id, "--server", server).output())
                .contains("alpha = ", "B7", "multiply-adds", "One seed per candidate");
        assertThat(run("search", "list", "--server", server).output()).contains("end to end", "DONE");
        assertThat(JSON.readTree(export(id, "json"))
                        .path("answer")
                        .path("coefficients")
                        .path("alpha")
                        .asDouble())
                .isGreaterThanOrEqualTo(1);
        assertThat(export(id, "csv").lines()).hasSize(8);
        Path archive = folder.resolve("ladder.zip");
        run("search", "export", id, "--format", "dl4j", "--output", archive.toString(), "--server", server);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).contains("README.txt", "B1.json", "B7.json");
        }
        assertThat(run("search", "check", id, "--server", server).output())
                .contains("name: \"end to end: checked at φ = 2\"", "kind: listed", "follows: " + id);
        assertThat(run("search", "refine", id, "--phi", "1.5", "--server", server)
                        .output())
                .contains("kind: realised", "around:", "phi: 1.5");
        assertThat(run("search", "cancel", id, "--server", server).error()).contains("cannot be cancelled any more");
        assertThat(run("search", "pause", id, "--server", server).error()).contains("cannot be paused any more");
        assertThat(run("search", "priority", id, "7", "--server", server).output())
                .contains("has priority 7");
        assertThat(run("search", "retry", id, "--server", server).error()).contains("no failed trial");
    }

    @Test
    void whatAWorkerHadDoneWhenItWasToldToEndIsGoneOnWithByOneThatRunsOnce() throws Exception {
        Path file = folder.resolve("drained.yaml");
        Files.writeString(
                file,
                """
                name: drained
                baseline: mbconv-nano
                resolution: 16
                strategy: {kind: simplex, divisions: 1}
                dataset: {name: shapes, trainingImages: 3968, validationImages: 128}
                recipe: {epochs: 4, batchSize: 32}
                labels: [drained]
                controls: false
                """);
        CommandLineRunner asked = run("search", "run", file.toString(), "--server", server, "--json");
        String id = JSON.readTree(asked.output()).path("id").asString();
        assertThat(id).as("%s", asked).isNotEmpty();
        JsonNode trials = get("searches/%s/trials".formatted(id)).path("items");
        Process worker = start("work", "--server", server, "--slots", "1", "--name", "leaving", "--label", "drained");
        long trial = awaitEpoch(trials);

        worker.destroy();

        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
        JsonNode released = get("trials/%d/attempts".formatted(trial)).path(0);
        assertThat(released.path("outcome").asString()).isEqualTo("RELEASED");

        CommandLineRunner once = run(
                "work", "--once", "--server", server, "--label", "drained", "--heap", "512", "--native-memory", "1024");

        assertThat(once.exitCode()).as(once.error()).isZero();
        JsonNode last = get("trials/%d/attempts".formatted(trial)).path(0);
        assertThat(last.path("outcome").asString()).isEqualTo("DONE");
        assertThat(last.path("resumedFrom").asLong())
                .isEqualTo(released.path("token").asLong());
        assertThat(run("search", "cancel", id, "--server", server).exitCode()).isZero();
    }

    /** @return the first trial that has trained an epoch */
    private static long awaitEpoch(JsonNode trials) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            for (JsonNode trial : trials) {
                if (!get("trials/%d/curve".formatted(trial.path("id").asLong())).isEmpty()) {
                    return trial.path("id").asLong();
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no trial came to its first epoch");
    }

    private static JsonNode get(String path) throws IOException {
        try (InputStream answer = URI.create(server + "/api/" + path).toURL().openStream()) {
            return JSON.readTree(answer);
        }
    }

    @Test
    void aWorkerThatRunsOnceSaysThatThereWasNothingToDo() {
        // Tests run one after the other, and none leaves anything in the queue.
        CommandLineRunner run = run("work", "--once", "--heap", "64", "--native-memory", "64", "--server", server);

        assertThat(run.exitCode()).as(run.error()).isEqualTo(3);
    }

    @Test
    void aSearchThatCannotBeIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, "baseline: mbconv-nano\ndataset: {name: imagenet}\n");

        CommandLineRunner run = run("search", "run", file.toString(), "--server", server);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error().lines()).hasSize(1);
        assertThat(run.error()).contains("dataset.name is imagenet").contains("fashion-mnist");
    }

    @Test
    void aSearchThatDoesNotExistIsOneLine() {
        CommandLineRunner run = run("search", "show", "4711", "--server", server);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).isEqualToIgnoringNewLines("phiscale: there is no search 4711");
    }

    @Test
    void aCoordinatorThatIsNotThereIsOneLine() {
        CommandLineRunner run = run("search", "list", "--server", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("no answer from http://127.0.0.1:1");
    }

    private static String export(String id, String format) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        CommandLineRunner.run(document, "search", "export", id, "--format", format, "--server", server);
        return document.toString(StandardCharsets.UTF_8);
    }

    private static CommandLineRunner run(String... arguments) {
        return CommandLineRunner.run(arguments);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dphiscale.home=" + HOME,
                "-cp",
                HOME.resolve("cli/target/app") + "/*",
                "io.phiscale.cli.Phiscale"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(arguments[0] + ".log").toFile()))
                .start();
        PROCESSES.add(process);
        return process;
    }

    private static String awaitFile(Path file) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as(log("serve")).isLessThan(end);
            assertThat(PROCESSES.get(0).waitFor(100, TimeUnit.MILLISECONDS))
                    .as(log("serve"))
                    .isFalse();
        }
        return Files.readString(file);
    }

    private static String log(String program) throws IOException {
        Path log = folder.resolve(program + ".log");
        return Files.exists(log) ? Files.readString(log) : "no log yet";
    }
}
