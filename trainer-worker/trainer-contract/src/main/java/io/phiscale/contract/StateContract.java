package io.phiscale.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network is made of, and what batches in parts do to it. */
public abstract class StateContract {
    private static final Regularization RANDOM = new Regularization(0.3, 0.3, 0.1);
    private static final Regularization CERTAIN = new Regularization(0, 0, 0.1);

    private final TrainingEngine engine = engine();

    protected abstract TrainingEngine engine();

    @ParameterizedTest
    @CsvSource({"SGD, 1", "RMSPROP, 1", "SGD, 3", "RMSPROP, 3"})
    void aNetworkWithTheStateOfAnotherGoesOnAsThatOneDoes(Optimizer.Kind kind, int parts) {
        try (TrainableNetwork network = engine.build(Samples.plan(kind, RANDOM, 5));
                TrainableNetwork other = engine.build(Samples.plan(kind, RANDOM, 5))) {
            run(network, 0, 4, parts);
            Map<String, float[]> state = values(network);
            other.state().forEach(tensor -> tensor.set(state.get(tensor.name())));
            Batch batch = Samples.batch(Samples.NANO, 9);

            assertThat(other.logits(batch)).isEqualTo(network.logits(batch));
            assertThat(run(other, 4, 8, parts)).isEqualTo(run(network, 4, 8, parts));
            assertThat(other.logits(batch)).isEqualTo(network.logits(batch));
            Map<String, float[]> end = values(network);
            values(other).forEach((name, values) -> assertThat(values).as(name).isEqualTo(end.get(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("averaging")
    void whatIsAskedIsTheAverageOverSteps(NetworkPlan averaging, int parts) {
        Batch batch = Samples.batch(averaging.architecture(), 9);
        NetworkPlan without = Samples.plan(averaging.architecture(), Optimizer.Kind.SGD, RANDOM, 5);
        try (TrainableNetwork network = engine.build(averaging);
                TrainableNetwork plain = engine.build(without)) {
            Map<String, float[]> average = group(network, "network/");
            assertThat(network.logits(batch)).isEqualTo(plain.logits(batch));
            for (int step = 0; step < 4; step++) {
                List<Batch> batches = batches(averaging.architecture(), step, parts);
                double loss = network.step(step, batches, 0.05);
                // Averages have no part in training.
                assertThat(loss).isEqualTo(plain.step(step, batches, 0.05));
                float share = (float) averaging.optimizer().averageShare(step);
                group(network, "network/").forEach((name, values) -> move(average.get(name), values, share));
            }

            Map<String, float[]> averages = group(network, "average/");
            averages.forEach((name, values) -> {
                for (int i = 0; i < values.length; i++) {
                    float expected = average.get(name)[i];
                    assertThat(values[i]).as(name).isCloseTo(expected, within(1e-6f + 1e-5f * Math.abs(expected)));
                }
            });
            float[] logits = network.logits(batch);
            plain.state().stream()
                    .filter(tensor -> tensor.name().startsWith("network/"))
                    .forEach(tensor -> tensor.set(averages.get(tensor.name().substring("network/".length()))));
            assertThat(logits).isEqualTo(plain.logits(batch));
        }
    }

    @ParameterizedTest
    @MethodSource("averaging")
    void anAverageGoesOnFromItsState(NetworkPlan averaging, int parts) {
        try (TrainableNetwork network = engine.build(averaging);
                TrainableNetwork other = engine.build(averaging)) {
            for (int step = 0; step < 3; step++) {
                network.step(step, batches(averaging.architecture(), step, parts), 0.05);
            }
            Map<String, float[]> state = values(network);
            other.state().forEach(tensor -> tensor.set(state.get(tensor.name())));
            for (int step = 3; step < 5; step++) {
                network.step(step, batches(averaging.architecture(), step, parts), 0.05);
                other.step(step, batches(averaging.architecture(), step, parts), 0.05);
            }

            Batch batch = Samples.batch(averaging.architecture(), 9);
            assertThat(other.logits(batch)).isEqualTo(network.logits(batch));
        }
    }

    static Stream<Arguments> averaging() {
        // The first one's decay is on the ramp throughout, the second's above it from the second step on.
        return Stream.of(
                Arguments.of(averaging(Samples.NANO, 0.6), 1), Arguments.of(averaging(Samples.EVERY_BLOCK, 0.15), 2));
    }

    private static NetworkPlan averaging(Architecture architecture, double decay) {
        return new NetworkPlan(
                architecture, new Optimizer(Optimizer.Kind.SGD, 0.1, 0.9, 0.9, 1e-3, 1e-5, decay), RANDOM, 5);
    }

    private static void move(float[] average, float[] towards, float share) {
        for (int i = 0; i < average.length; i++) {
            average[i] += share * (towards[i] - average[i]);
        }
    }

    /** By names without the group's. */
    private static Map<String, float[]> group(TrainableNetwork network, String group) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.state().stream()
                .filter(tensor -> tensor.name().startsWith(group))
                .forEach(tensor -> values.put(tensor.name().substring(group.length()), tensor.values()));
        assertThat(values).isNotEmpty();
        return values;
    }

    @ParameterizedTest
    @EnumSource
    void theStateHoldsEveryNumberOnceByNames(Optimizer.Kind kind) {
        try (TrainableNetwork network = engine.build(Samples.plan(kind, CERTAIN, 5))) {
            List<String> names = network.state().stream().map(StateTensor::name).toList();

            assertThat(names)
                    .doesNotHaveDuplicates()
                    .contains("network/conv_stem.weight", "network/bn1.running_mean", "network/classifier.bias");
            List<String> trained = names.stream()
                    .filter(name -> name.startsWith("network/") && !name.contains(".running_"))
                    .map(name -> name.replace("network/", "optimizer/velocity/"))
                    .toList();
            assertThat(names).containsAll(trained);
            int slots = kind == Optimizer.Kind.SGD ? 1 : 2;
            assertThat(names.stream().filter(name -> name.startsWith("optimizer/")))
                    .hasSize(slots * trained.size());
            long numbers = network.state().stream()
                    .filter(tensor -> tensor.name().startsWith("network/"))
                    .mapToLong(tensor -> tensor.values().length)
                    .sum();
            long statistics = network.state().stream()
                    .filter(tensor -> tensor.name().contains(".running_"))
                    .mapToLong(tensor -> tensor.values().length)
                    .sum();
            assertThat(numbers - statistics).isEqualTo(network.parameters());
        }
    }

    /** PyTorch's shapes: a row of the classifier's weights for each class. */
    @Test
    void valuesAreRowByRow() {
        try (TrainableNetwork network = engine.build(Samples.plan(Optimizer.Kind.SGD, CERTAIN, 5))) {
            StateTensor weights = tensor(network, "network/classifier.weight");
            int features = Math.toIntExact(weights.shape().get(1));
            float[] values = new float[Samples.CLASSES * features];
            // Every feature says nothing but class 3.
            Arrays.fill(values, 3 * features, 4 * features, 1);
            weights.set(values);

            assertThat(weights.shape()).containsExactly((long) Samples.CLASSES, (long) features);
            assertThat(weights.values()).isEqualTo(values);
            float[] logits = network.logits(Samples.batch(Samples.NANO, 1));
            assertThat(logits[3]).isNotZero();
            assertThat(Arrays.copyOf(logits, 3)).containsOnly(0);
        }
    }

    @Test
    void kernelsHavePytorchsShapes() {
        try (TrainableNetwork network = engine.build(Samples.plan(Optimizer.Kind.SGD, CERTAIN, 5))) {
            assertThat(tensor(network, "network/conv_stem.weight").shape())
                    .hasSize(4)
                    .endsWith(3L, 3L);
            List<Long> depthwise =
                    tensor(network, "network/blocks.1.0.conv_dw.weight").shape();
            assertThat(depthwise.get(1)).isEqualTo(1);
            assertThat(tensor(network, "network/blocks.1.0.conv_pw.weight").shape())
                    .startsWith(depthwise.get(0))
                    .endsWith(1L, 1L);
        }
    }

    /** With SGD's first step, from a velocity of 0, the velocity is the gradient. */
    @Test
    void theGradientOfABatchInPartsIsTheMeanOfTheirsByImages() {
        List<Batch> parts = List.of(Samples.batch(Samples.NANO, 7, 1), Samples.batch(Samples.NANO, 4, 2));
        Map<String, float[]> first = gradient(List.of(parts.get(0)));
        Map<String, float[]> second = gradient(List.of(parts.get(1)));
        Map<String, float[]> both = gradient(parts);

        assertThat(both).isNotEmpty();
        both.forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                double mean = (7.0 * first.get(name)[i] + 4.0 * second.get(name)[i]) / 11;
                assertThat((double) values[i]).as(name).isCloseTo(mean, within(1e-6 + 1e-4 * Math.abs(mean)));
            }
        });
    }

    @Test
    void theLossOfABatchInPartsIsTheMeanOverItsImages() {
        List<Batch> parts = List.of(Samples.batch(Samples.NANO, 7, 1), Samples.batch(Samples.NANO, 4, 2));

        assertThat(firstLoss(parts))
                .isCloseTo(
                        (7 * firstLoss(parts.subList(0, 1)) + 4 * firstLoss(parts.subList(1, 2))) / 11, within(1e-6));
    }

    private double firstLoss(List<Batch> parts) {
        try (TrainableNetwork network = engine.build(Samples.plan(Optimizer.Kind.SGD, CERTAIN, 5))) {
            return network.step(0, parts, 0.1);
        }
    }

    private Map<String, float[]> gradient(List<Batch> parts) {
        try (TrainableNetwork network = engine.build(Samples.plan(Optimizer.Kind.SGD, CERTAIN, 5))) {
            network.step(0, parts, 0.1);
            Map<String, float[]> values = values(network);
            values.keySet().removeIf(name -> !name.startsWith("optimizer/velocity/"));
            return values;
        }
    }

    private static List<Double> run(TrainableNetwork network, int from, int to, int parts) {
        return IntStream.range(from, to)
                .mapToObj(step -> network.step(step, batches(step, parts), 0.05))
                .toList();
    }

    private static List<Batch> batches(int step, int parts) {
        return batches(Samples.NANO, step, parts);
    }

    private static List<Batch> batches(Architecture architecture, int step, int parts) {
        return IntStream.range(0, parts)
                .mapToObj(part -> Samples.batch(architecture, part == 0 ? 7 : 6, 10L * step + part))
                .toList();
    }

    private static StateTensor tensor(TrainableNetwork network, String name) {
        return network.state().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, float[]> values(TrainableNetwork network) {
        Map<String, float[]> values = new LinkedHashMap<>();
        network.state().forEach(tensor -> values.put(tensor.name(), tensor.values()));
        return values;
    }
}
