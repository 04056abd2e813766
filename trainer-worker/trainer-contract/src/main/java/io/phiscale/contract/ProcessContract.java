package io.phiscale.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class ProcessContract {
    private static final Architecture NETWORK =
            BuiltInBaselines.MBCONV_NANO.architecture().forImages(1, 4).at(20);

    @TempDir
    Path dataFolder;

    private final TrainerProgram program;
    private final Map<String, String> provenance;

    /**
     * @param program the engine's main class
     * @param provenance part of what it says of its results on this machine, with one thread
     */
    protected ProcessContract(Class<?> program, Map<String, String> provenance) {
        this.program = TrainerProgram.of(program);
        this.provenance = provenance;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void twoProcessesWithOneSeedAgreeToTheLastBit(int threads) throws Exception {
        TrainerRun first = TrainerRun.of(program, job(7), dataFolder, threads);
        TrainerRun second = TrainerRun.of(program, job(7), dataFolder, threads);
        TrainerRun other = TrainerRun.of(program, job(8), dataFolder, threads);

        assertThat(first.exitCode()).isZero();
        assertThat(results(second)).isEqualTo(results(first));
        assertThat(results(other)).isNotEqualTo(results(first));
    }

    @Test
    void itLearnsShapesAndSaysWhatTrainedThem() throws Exception {
        TrainerRun run = TrainerRun.of(program, job(1), dataFolder, 1);

        var result = run.only(TrainerEvent.Done.class).result();
        assertThat(result.diverged()).isFalse();
        assertThat(result.validation().top1()).isGreaterThan(0.6);
        assertThat(result.provenance()).containsAllEntriesOf(provenance).containsEntry("threads", "1");
    }

    @Test
    void aBatchInPartsNeedsLessMemory() throws Exception {
        long whole = peakMemory(1);
        long inParts = peakMemory(8);

        assertThat(inParts).isLessThan(whole * 2 / 3);
    }

    @Test
    void aJobThatCountsOtherParametersFails() throws Exception {
        TrainingJob job = job(1);
        TrainerRun run = TrainerRun.of(
                program,
                new TrainingJob(job.architecture(), job.recipe(), job.data(), job.seed(), job.parameters() + 1, 1),
                dataFolder,
                1);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.only(TrainerEvent.Failed.class).code()).isEqualTo(ErrorCode.NETWORK_MISMATCH);
    }

    /** Bytes, with batches of 256 images of 32 × 32 pixels. */
    private long peakMemory(int microBatches) throws Exception {
        Architecture network = NETWORK.at(32);
        Recipe recipe =
                new Recipe(1, 256, Optimizer.DEFAULT, Schedule.DEFAULT, Regularization.DEFAULT, Augmentation.DEFAULT);
        DataSelection data = new DataSelection(BuiltInDataSets.SHAPES.name(), 512, 100, 1);
        TrainingJob job =
                new TrainingJob(network, recipe, data, 1, network.cost().parameters(), microBatches);
        return TrainerRun.of(program, job, dataFolder, 1)
                .only(TrainerEvent.Done.class)
                .result()
                .peakMemory();
    }

    /** Dropout and stochastic depth included, so that everything that is random takes part. */
    private static TrainingJob job(long seed) {
        Recipe recipe = new Recipe(
                3,
                32,
                new Optimizer(Optimizer.Kind.SGD, 0.1, 0.9, 0.9, 1e-3, 1e-5),
                Schedule.DEFAULT,
                new Regularization(0.1, 0.1, 0.1),
                new Augmentation(true, 0.05));
        DataSelection data = new DataSelection(BuiltInDataSets.SHAPES.name(), 1_000, 200, 1);
        return new TrainingJob(NETWORK, recipe, data, seed, NETWORK.cost().parameters(), 1);
    }

    private static List<Object> results(TrainerRun run) {
        var result = run.only(TrainerEvent.Done.class).result();
        List<Object> epochs = run.all(TrainerEvent.Epoch.class).stream()
                .<Object>map(epoch ->
                        List.of(epoch.metrics().trainingLoss(), epoch.metrics().validation()))
                .toList();
        return List.of(epochs, result.validation(), result.test());
    }
}
