package io.phiscale.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings of three epochs of eight steps, in processes of their own. */
public abstract class ResumptionContract {
    private static final Architecture NETWORK =
            BuiltInBaselines.MBCONV_NANO.architecture().forImages(1, 4).at(16);
    private static final String EVERY_STEP = "0.000000001";

    @TempDir
    Path folder;

    private final TrainerProgram program;

    /** @param program the engine's main class */
    protected ResumptionContract(Class<?> program) {
        this.program = TrainerProgram.of(program);
    }

    @ParameterizedTest
    @CsvSource({"SGD, 1", "RMSPROP, 1", "SGD, 3"})
    void aFreshProcessGoesOnToTheLastBit(Optimizer.Kind kind, int microBatches) throws Exception {
        TrainingJob job = job(kind, microBatches);
        TrainerRun undisturbed = TrainerRun.of(
                program, job, folder, 1, "--work-folder", folder.toString(), "--checkpoint-minutes", EVERY_STEP);

        // Within the second epoch, and at its end.
        for (int steps : List.of(11, 16)) {
            TrainerRun resumed = TrainerRun.of(
                    program,
                    job,
                    folder,
                    1,
                    "--resume",
                    folder.resolve("checkpoint-%d.safetensors".formatted(steps)).toString());

            List<EpochMetrics> epochs = metrics(resumed);
            assertThat(resumed.only(TrainerEvent.Started.class).fraction()).isPositive();
            assertThat(epochs).isNotEmpty().isEqualTo(lastOf(metrics(undisturbed), epochs.size()));
            assertThat(outcome(resumed)).isEqualTo(outcome(undisturbed));
        }
    }

    @Test
    void aTrainingThatIsToldToStopGoesOnWhereItWas() throws Exception {
        TrainingJob job = job(Optimizer.Kind.SGD, 1);
        TrainerRun stopped = TrainerRun.of(
                program, job, folder, 1, TrainerEvent.Epoch.class::isInstance, "--work-folder", folder.toString());
        TrainerEvent.Checkpoint last = stopped.last(TrainerEvent.Checkpoint.class);

        TrainerRun resumed = TrainerRun.of(program, job, folder, 1, "--resume", last.file());

        assertThat(stopped.exitCode()).isZero();
        assertThat(stopped.last(TrainerEvent.class)).isEqualTo(new TrainerEvent.Stopped());
        assertThat(resumed.only(TrainerEvent.Started.class).fraction()).isEqualTo(last.fraction());
        assertThat(outcome(resumed)).isEqualTo(outcome(TrainerRun.of(program, job, folder, 1)));
    }

    @Test
    void aLongerTrainingGoesOnWhereAShorterOneEndedToTheLastBit() throws Exception {
        TrainingJob whole = job(Optimizer.Kind.SGD, 1);
        TrainingJob shorter = inStages(whole, List.of(1), true);
        TrainingJob longer = inStages(whole, List.of(1, 3), false);
        TrainerRun first = TrainerRun.of(program, shorter, folder, 1, "--work-folder", folder.toString());
        String end = first.last(TrainerEvent.Checkpoint.class).file();

        TrainerRun onePiece = TrainerRun.of(program, longer, folder, 1);
        TrainerRun second = TrainerRun.of(program, longer, folder, 1, "--resume", end);

        assertThat(metrics(first)).isEqualTo(metrics(onePiece).subList(0, 1));
        assertThat(metrics(second)).isEqualTo(metrics(onePiece).subList(1, 3));
        assertThat(outcome(second)).isEqualTo(outcome(onePiece));
    }

    private static TrainingJob inStages(TrainingJob job, List<Integer> stages, boolean goesOn) {
        return new TrainingJob(
                job.architecture(),
                job.recipe().inStages(stages),
                job.data(),
                job.seed(),
                job.parameters(),
                job.microBatches(),
                job.numerics(),
                goesOn);
    }

    private static TrainingJob job(Optimizer.Kind kind, int microBatches) {
        double rate = kind == Optimizer.Kind.SGD ? 0.1 : 0.01;
        Recipe recipe = new Recipe(
                3,
                32,
                new Optimizer(kind, rate, 0.9, 0.9, 1e-3, 1e-5),
                Schedule.DEFAULT,
                new Regularization(0.2, 0.2, 0.1),
                new Augmentation(true, 0.05));
        DataSelection data = new DataSelection(BuiltInDataSets.SHAPES.name(), 256, 100, 1);
        return new TrainingJob(NETWORK, recipe, data, 7, NETWORK.cost().parameters(), microBatches);
    }

    private static <E> List<E> lastOf(List<E> list, int count) {
        return list.subList(list.size() - count, list.size());
    }

    /** All but what time decides. */
    private static List<EpochMetrics> metrics(TrainerRun run) {
        return run.all(TrainerEvent.Epoch.class).stream()
                .map(TrainerEvent.Epoch::metrics)
                .map(epoch -> new EpochMetrics(
                        epoch.epoch(), epoch.learningRate(), epoch.trainingLoss(), epoch.validation(), 0, 0))
                .toList();
    }

    private static List<Object> outcome(TrainerRun run) {
        var result = run.only(TrainerEvent.Done.class).result();
        return List.of(result.diverged(), result.epochs(), result.validation(), result.test(), result.provenance());
    }
}
