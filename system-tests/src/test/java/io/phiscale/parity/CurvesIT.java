package io.phiscale.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.phiscale.contract.TrainerProgram;
import io.phiscale.contract.TrainerRun;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten epochs on real images: both engines draw other weights from a seed, and still learn alike. */
class CurvesIT {
    private static final Path FASHION_MNIST = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int EPOCHS = 10;
    /** What is compared: before, a curve is steep, and a few steps are all the difference. */
    private static final int LAST = 4;

    private static final int SEEDS = 3;
    /** No three seeds say how far apart two means may be to less than this. */
    private static final double LEAST_NOISE = 0.01;

    @TempDir
    private Path folder;

    @Test
    void curvesOfBothEnginesAreApartByNoMoreThanSeedsAre() throws Exception {
        assumeThat(FASHION_MNIST)
                .as("skipped: the Debian package dataset-fashion-mnist is not installed")
                .exists();
        List<List<EpochMetrics>> one = curves(ParityIT.DEEPLEARNING4J);
        List<List<EpochMetrics>> other = curves(ParityIT.LIBTORCH);

        print("dl4j", one);
        print("libtorch", other);
        assertAlike("validation top-1", one, other, epoch -> epoch.validation().top1());
        assertAlike("training loss", one, other, EpochMetrics::trainingLoss);
    }

    private List<List<EpochMetrics>> curves(TrainerProgram program) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<TrainerRun>> runs = LongStream.rangeClosed(1, SEEDS)
                    .mapToObj(seed -> two.submit(() -> TrainerRun.of(program, job(seed), folder, 1)))
                    .toList();
            List<List<EpochMetrics>> curves = new ArrayList<>();
            for (Future<TrainerRun> run : runs) {
                curves.add(run.get().events().stream()
                        .filter(TrainerEvent.Epoch.class::isInstance)
                        .map(event -> ((TrainerEvent.Epoch) event).metrics())
                        .toList());
            }
            assertThat(curves).allSatisfy(curve -> assertThat(curve).hasSize(EPOCHS));
            return curves;
        } finally {
            two.shutdownNow();
        }
    }

    private static TrainingJob job(long seed) {
        Architecture network =
                BuiltInBaselines.MBCONV_NANO.architecture().forImages(1, 10).at(20);
        Recipe recipe = new Recipe(
                EPOCHS,
                32,
                Optimizer.DEFAULT,
                Schedule.DEFAULT,
                new Regularization(0.1, 0.1, 0.1),
                Augmentation.DEFAULT);
        DataSelection data = new DataSelection(BuiltInDataSets.FASHION_MNIST.name(), 1_000, 1_000, 1);
        return new TrainingJob(network, recipe, data, seed, network.cost().parameters(), 1);
    }

    /** Means over the last epochs: less apart than three standard errors of their difference. */
    private static void assertAlike(
            String what,
            List<List<EpochMetrics>> one,
            List<List<EpochMetrics>> other,
            ToDoubleFunction<EpochMetrics> number) {
        double[] left = ends(one, number);
        double[] right = ends(other, number);
        double error = Math.sqrt((variance(left) + variance(right)) / SEEDS);
        assertThat(mean(right))
                .as("%s of libtorch, of the last %d epochs", what, LAST)
                .isCloseTo(mean(left), within(3 * Math.max(LEAST_NOISE, error)));
    }

    private static double[] ends(List<List<EpochMetrics>> curves, ToDoubleFunction<EpochMetrics> number) {
        return curves.stream()
                .mapToDouble(curve -> curve.subList(EPOCHS - LAST, EPOCHS).stream()
                        .mapToDouble(number)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double variance(double[] numbers) {
        double mean = mean(numbers);
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return squares / (numbers.length - 1);
    }

    private static void print(String engine, List<List<EpochMetrics>> curves) {
        curves.forEach(curve -> System.out.printf(
                Locale.ROOT,
                "%-8s validation top-1 %s%n",
                engine,
                curve.stream()
                        .map(epoch -> String.format(
                                Locale.ROOT, "%.3f", epoch.validation().top1()))
                        .toList()));
    }
}
