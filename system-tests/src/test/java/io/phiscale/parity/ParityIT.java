package io.phiscale.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.contract.Samples;
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
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;
import io.phiscale.trainer.engine.TimmNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both engines take one step from the same weights on the same batch. The weights are of the first step of one of them,
 * in a checkpoint that each takes for its own, and goes on from.
 */
class ParityIT {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"), "trainer-worker");
    static final TrainerProgram DEEPLEARNING4J =
            new TrainerProgram(HOME.resolve("engine-dl4j/target/app"), "io.phiscale.engine.dl4j.Main");
    static final TrainerProgram LIBTORCH =
            new TrainerProgram(HOME.resolve("engine-libtorch/target/app"), "io.phiscale.engine.libtorch.Main");
    private static final String EVERY_STEP = "0.000000001";
    private static final int THREADS = 2;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("networks")
    void bothEnginesTakeTheSameStep(String name, Architecture network, Optimizer.Kind kind) throws Exception {
        TrainingJob job = job(network, kind);
        Path start = Files.createDirectory(folder.resolve("start"));
        TrainerRun unused = run(DEEPLEARNING4J, job, start);
        TensorFile weights = TensorFile.read(start.resolve("checkpoint-1.safetensors"));
        // With so few classes, fresh networks are very sure of what they say, and their losses mostly rounding.
        weights.scale("network/" + TimmNames.of(network).classifier() + ".weight", 0.01f);
        Path first = Files.createDirectory(folder.resolve("dl4j"));
        TrainerRun one = goOn(DEEPLEARNING4J, job, first, weights.writtenAs("dl4j", folder));
        Path second = Files.createDirectory(folder.resolve("libtorch"));
        TrainerRun other = goOn(LIBTORCH, job, second, weights.writtenAs("libtorch", folder));

        // They really went on from there.
        assertThat(one.only(TrainerEvent.Started.class).fraction()).isPositive();
        assertThat(other.only(TrainerEvent.Started.class)).isEqualTo(one.only(TrainerEvent.Started.class));
        TensorFile expected = TensorFile.read(first.resolve("checkpoint-2.safetensors"));
        TensorFile found = TensorFile.read(second.resolve("checkpoint-2.safetensors"));
        assertThat(found.shapes()).isEqualTo(expected.shapes());
        expected.tensors().forEach((tensor, numbers) -> assertThat(
                        distance(found.tensors().get(tensor), numbers))
                .as(tensor)
                .isLessThan(tensor.startsWith("optimizer/") ? gradientTolerance(network) : 1e-4));
        EpochMetrics measured = other.only(TrainerEvent.Epoch.class).metrics();
        EpochMetrics reference = one.only(TrainerEvent.Epoch.class).metrics();
        assertThat(measured.trainingLoss())
                .isCloseTo(reference.trainingLoss(), within(1e-4 * reference.trainingLoss()));
        assertThat(measured.validation().loss())
                .isCloseTo(
                        reference.validation().loss(),
                        within(1e-4 * reference.validation().loss()));
    }

    /** A rectifier's derivative jumps: an input that rounding puts on the other side counts in full, or not at all. */
    private static double gradientTolerance(Architecture network) {
        return network.activation() == Activation.SILU ? 1e-3 : 5e-3;
    }

    static Stream<Arguments> networks() {
        Architecture nano =
                BuiltInBaselines.MBCONV_NANO.architecture().forImages(1, 4).at(20);
        Architecture b0 =
                BuiltInBaselines.EFFICIENTNET_B0.architecture().forImages(1, 4).at(64);
        Architecture scaled = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL)
                .scale(new ScalingFactors(1.2, 1.1, 1.15))
                .forImages(1, 4)
                .at(72);
        Architecture every = Samples.EVERY_BLOCK.forImages(1, 4);
        return Stream.of(
                Arguments.of("mbconv-nano", nano, Optimizer.Kind.SGD),
                Arguments.of("mbconv-nano", nano, Optimizer.Kind.RMSPROP),
                Arguments.of("efficientnet-b0", b0, Optimizer.Kind.SGD),
                Arguments.of("a scaled efficientnet-b0", scaled, Optimizer.Kind.SGD),
                Arguments.of("mobilenet-v2", small(BuiltInBaselines.MOBILENET_V2), Optimizer.Kind.SGD),
                Arguments.of("resnet-50", small(BuiltInBaselines.RESNET_50), Optimizer.Kind.SGD),
                Arguments.of("every kind of block", every, Optimizer.Kind.RMSPROP));
    }

    /** A quarter as wide, so that what the engines made of it fits in memory several times. */
    private static Architecture small(Baseline baseline) {
        return new Scaler(baseline.forImages(1, 4), Rounding.OFFICIAL).scaleTo(1, 0.25, 40);
    }

    /** Two steps; nothing that engines draw by themselves. */
    private static TrainingJob job(Architecture network, Optimizer.Kind kind) {
        Recipe recipe = new Recipe(
                2,
                16,
                new Optimizer(kind, 1e-4, 0.9, 0.9, 1e-3, 1e-5),
                Schedule.DEFAULT,
                new Regularization(0, 0, 0.1),
                Augmentation.DEFAULT);
        DataSelection data = new DataSelection(BuiltInDataSets.SHAPES.name(), 32, 32, 1);
        return new TrainingJob(network, recipe, data, 3, network.cost().parameters(), 1);
    }

    private TrainerRun goOn(TrainerProgram program, TrainingJob job, Path work, Path from) throws Exception {
        return run(program, job, work, "--resume", from.toString());
    }

    private TrainerRun run(TrainerProgram program, TrainingJob job, Path work, String... options) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("--work-folder", work.toString(), "--checkpoint-minutes", EVERY_STEP));
        all.addAll(List.of(options));
        return TrainerRun.of(program, job, folder, THREADS, all.toArray(String[]::new));
    }

    /**
     * The difference's length over the expected one's. A tensor shorter than 0.1 is 0 by its nature, and made of rounding
     * errors: such as the mean of what a convolution makes of centred images, or the gradient of a shift that another
     * batch norm takes away.
     */
    private static double distance(float[] found, float[] expected) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(found[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference) / Math.max(0.1, Math.sqrt(length));
    }
}
