package io.phiscale.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.trainer.checkpoint.Progress.RunningEpoch;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.fake.ArrayTensor;
import io.phiscale.trainer.fake.FakeDataSet;
import io.phiscale.trainer.fake.Jobs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of trainings of three epochs of four steps. */
class CheckpointTests {
    private static final Identity IDENTITY =
            Identity.of("scripted", Jobs.shapes(3, 128, 7), FakeDataSet.of(128, 10), 128);
    private static final Progress PROGRESS = progress(3, 2, 2);

    @TempDir
    Path folder;

    private final CheckpointReader reader = new CheckpointReader(IDENTITY, 3, 4);

    @Test
    void whatIsRestoredIsWhatWasSaved() throws IOException {
        Path file = write(IDENTITY, PROGRESS, tensor("a", 1, 2), tensor("b", 3));
        List<StateTensor> tensors = List.of(tensor("b", 0), tensor("a", 0, 0));

        assertThat(reader.restore(file, tensors)).isEqualTo(PROGRESS);
        assertThat(tensors.get(0).values()).containsExactly(3);
        assertThat(tensors.get(1).values()).containsExactly(1, 2);
    }

    @Test
    void beforeTheFirstEpochsEndNothingIsMeasured() throws IOException {
        assertThat(reader.restore(write(IDENTITY, Progress.NONE), List.of())).isEqualTo(Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "engine",
                "architecture",
                "seed",
                "recipe",
                "data",
                "dataHash",
                "trainingImages",
                "microBatches"
            })
    void whateverDecidesResultsHasToBeTheSame(String fact) throws IOException {
        Map<String, String> facts = new HashMap<>(IDENTITY.facts());
        facts.put(fact, "another");
        Path file = write(new Identity(facts), PROGRESS);

        assertRefused(file, "its %s is another, and should be".formatted(fact));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "5, 0, 4", "4, 1, 3", "2, 5, 1", "2, -1, 1", "2, 0, 2"})
    void aPlaceWhereNoTrainingEverIsIsRefused(int epoch, int steps, int speeds) throws IOException {
        assertRefused(write(IDENTITY, progress(epoch, steps, speeds)), "a place where this training never is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{}", "7", "{\"running\":null,\"validation\":null,\"speeds\":[],\"seconds\":0}"})
    void progressThatSaysNothingIsRefused(String progress) throws IOException {
        Map<String, String> metadata = new HashMap<>(IDENTITY.facts());
        metadata.put("progress", progress);
        Path file = folder.resolve("foreign");
        try (OutputStream output = Files.newOutputStream(file)) {
            TensorFileWriter.write(output, metadata, List.of());
        }

        assertRefused(file, "");
    }

    @Test
    void otherTensorsThanTheNetworksAreRefused() throws IOException {
        Path file = write(IDENTITY, PROGRESS, tensor("a", 1), tensor("b", 2));

        assertRefused(file, "has 2 tensors, and not 1", tensor("a", 0));
        assertRefused(file, "no tensor 'c'", tensor("a", 0), tensor("c", 0));
        assertRefused(file, "no tensor 'b'", tensor("a", 0), tensor("b", 0, 0));
    }

    private void assertRefused(Path file, String complaint, StateTensor... tensors) {
        assertThatExceptionOfType(TensorFileException.class)
                .isThrownBy(() -> reader.restore(file, List.of(tensors)))
                .withMessageContaining(complaint);
    }

    @Test
    void whatRecipesCameToHaveLaterIsNoReasonToRefuseAnOlderCheckpoint() {
        // As it was written before there were weight averaging and RandAugment.
        assertThat(IDENTITY.facts().get("recipe"))
                .isEqualTo(
                        """
                        {"batchSize":32,\
                        "optimizer":{"kind":"SGD","learningRate":0.02,"momentum":0.0,"decay":0.9,"epsilon":0.001,\
                        "weightDecay":0.0},\
                        "schedule":{"kind":"COSINE","warmupEpochs":0.2,"decayRate":0.97,"decayEpochs":2.4},\
                        "regularization":{"dropout":0.0,"stochasticDepth":0.0,"labelSmoothing":0.1},\
                        "augmentation":{"flip":true,"cropPadding":0.05}}""");
    }

    private Path write(Identity identity, Progress progress, StateTensor... tensors) throws IOException {
        return new CheckpointWriter(folder, identity)
                .write(progress.steps(4), progress, List.of(tensors))
                .file();
    }

    private static Progress progress(int epoch, int steps, int speeds) {
        List<Double> each = Collections.nCopies(speeds, 12.3);
        return new Progress(
                new RunningEpoch(epoch, steps, 0.1 + 0.2, 1e-17, 3), new SplitMetrics(1 / 3.0, 0.5, 1), each, 100);
    }

    private static StateTensor tensor(String name, float... values) {
        return new ArrayTensor(name, values);
    }
}
