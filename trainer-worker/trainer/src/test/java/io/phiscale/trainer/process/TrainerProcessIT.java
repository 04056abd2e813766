package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.fake.Jobs;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrainerProcessIT {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void standardOutputHoldsEventsAloneWhateverLibrariesPrint() throws Exception {
        Process process = start();

        List<TrainerEvent> events = eventsAfter(process, json(Jobs.shapes(2, 512, 1)));

        assertThat(events.get(0)).isInstanceOf(TrainerEvent.Started.class);
        assertThat(events.stream().filter(TrainerEvent.Epoch.class::isInstance)).hasSize(2);
        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
        assertThat(exitCode(process)).isZero();
    }

    @Test
    void fashionMnistComesFromDebiansPackage() throws Exception {
        Process process = start();

        TrainingJob job = Jobs.job("fashion-mnist", 10, 14, Jobs.recipe(4, 32), 8_000, 1);
        List<TrainerEvent> events = eventsAfter(process, json(job));

        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(TrainerEvent.Done.class, done -> assertThat(
                        done.result().test().top1())
                .isGreaterThan(0.6));
    }

    @Test
    void aFolderOfImagesIsTrainedOnThoughOneOfThemIsCorrupt() throws Exception {
        for (int i = 0; i < 300; i++) {
            writeImage("pictures/night/%d.png".formatted(i), i % 100);
            writeImage("pictures/day/%d.jpg".formatted(i), 255 - i % 100);
        }
        Path corrupt = folder.resolve("pictures/day/7.jpg");
        Files.writeString(corrupt, "no image");
        Path configuration = Files.writeString(
                folder.resolve("datasets.yaml"),
                "skies: {folder: pictures, classes: 2, channels: 1, resolution: 20, trainingImages: 480}");
        Process process = start("--datasets", configuration.toString());

        List<TrainerEvent> events = eventsAfter(process, json(Jobs.job("skies", 2, 12, Jobs.recipe(2, 32), 280, 1)));

        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(TrainerEvent.Done.class, done -> {
            assertThat(done.result().test().top1()).isGreaterThan(0.9);
            assertThat(done.result().provenance())
                    .containsEntry("dataset.corruptImages", "1")
                    .hasEntrySatisfying("dataset.corruptImages.first", first -> assertThat(first)
                            .startsWith(corrupt.toString()));
        });
        assertThat(folder.resolve("log")).content().contains(corrupt.toString());
    }

    @Test
    void aJobThatCannotBeDoneEndsInFailed() throws Exception {
        Process process = start();

        List<TrainerEvent> events =
                eventsAfter(process, json(Jobs.job("imagenet", 10, 16, Jobs.recipe(1, 32), 100, 1)));

        assertThat(events).singleElement().isInstanceOfSatisfying(TrainerEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.INVALID_VALUE);
            assertThat(failed.message()).contains("imagenet", "fashion-mnist", "shapes");
        });
        assertThat(exitCode(process)).isEqualTo(1);
    }

    @Test
    void aTrainerEndsWithTheAgentThatStartedIt() throws Exception {
        Process process = start();
        // Far more epochs than anybody waits for.
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(json(Jobs.shapes(10_000, 2_000, 1)) + "\n");
        input.flush();
        String first = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(first).contains("started");

        input.close();

        assertThat(exitCode(process)).isEqualTo(3);
    }

    @Test
    void aTrainerThatIsToldToStopSavesWhatItHasDone() throws Exception {
        Process process = start("--work-folder", folder.resolve("work").toString());
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(json(Jobs.shapes(10_000, 2_000, 1)) + "\n\"STOP\"\n");
        input.flush();

        List<TrainerEvent> events = eventsOf(process);

        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
        assertThat(exitCode(process)).isZero();
    }

    @Test
    void aTrainerGoesOnFromACheckpoint() throws Exception {
        TrainingJob job = Jobs.shapes(2, 512, 1);
        List<TrainerEvent> whole =
                eventsAfter(start("--work-folder", folder.resolve("work").toString()), json(job));
        TrainerEvent.Checkpoint checkpoint = (TrainerEvent.Checkpoint) whole.stream()
                .filter(TrainerEvent.Checkpoint.class::isInstance)
                .findFirst()
                .orElseThrow();

        List<TrainerEvent> resumed = eventsAfter(start("--resume", checkpoint.file()), json(job));

        assertThat(resumed.get(0)).isEqualTo(new TrainerEvent.Started(job.parameters(), checkpoint.fraction()));
        assertThat(((TrainerEvent.Done) resumed.get(resumed.size() - 1))
                        .result()
                        .test())
                .isEqualTo(((TrainerEvent.Done) whole.get(whole.size() - 1))
                        .result()
                        .test());
    }

    @Test
    void aFileThatIsNoCheckpointCostsALineInTheLog() throws Exception {
        Path file = Files.writeString(folder.resolve("no-checkpoint"), "just a text");

        List<TrainerEvent> events = eventsAfter(start("--resume", file.toString()), json(Jobs.shapes(1, 64, 1)));

        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
        assertThat(Files.readAllLines(folder.resolve("log")).stream().filter(line -> line.contains("no-checkpoint")))
                .singleElement()
                .asString()
                .contains("Training from the beginning", "is no tensor file");
        assertThat(folder.resolve("log")).content().doesNotContain("\tat ");
    }

    @Test
    @Timeout(value = PATIENCE_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void programsThatATrainerHasStartedEndWithIt() throws Exception {
        Process process = start(FetchingTrainer.class);
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(json(Jobs.shapes(1, 64, 1)) + "\n");
        input.flush();
        Path log = folder.resolve("log");
        while (!Files.readString(log).contains("fetching")) {
            Thread.onSpinWait();
        }

        input.close();

        assertThat(exitCode(process)).isEqualTo(3);
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
                .as("the end, once nobody holds standard output")
                .isNull();
    }

    private Process start(String... arguments) throws IOException {
        return start(SoftmaxTrainer.class, arguments);
    }

    private Process start(Class<?> program, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                "--data-folder",
                folder.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static List<TrainerEvent> eventsAfter(Process process, String job) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(job + "\n");
        input.flush();
        return eventsOf(process);
    }

    private static List<TrainerEvent> eventsOf(Process process) throws IOException {
        List<TrainerEvent> events = new ArrayList<>();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            events.add(ProtocolJson.MAPPER.readValue(line, TrainerEvent.class));
        }
        return Collections.unmodifiableList(events);
    }

    private void writeImage(String path, int grey) throws IOException {
        BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 30 * 20; i++) {
            image.getRaster().setSample(i % 30, i / 30, 0, grey);
        }
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, path.substring(path.lastIndexOf('.') + 1), file.toFile());
    }

    private static String json(TrainingJob job) {
        return ProtocolJson.MAPPER.writeValueAsString(job);
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
