package io.phiscale.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

public abstract class EngineContract {
    private static final Architecture NANO = Samples.NANO;
    private static final int CLASSES = Samples.CLASSES;
    private final TrainingEngine engine = engine();

    protected abstract TrainingEngine engine();

    @ParameterizedTest
    @EnumSource
    void aNetworkLearnsABatchByHeart(Optimizer.Kind kind) {
        double rate = kind == Optimizer.Kind.SGD ? 0.1 : 0.01;
        Batch batch = Samples.batch(NANO, 30);
        try (TrainableNetwork network = engine.build(Samples.plan(kind, Regularization.DEFAULT, 1))) {
            double first = network.step(0, List.of(batch), rate);
            double last = first;
            for (int step = 1; step <= 100; step++) {
                last = network.step(step, List.of(batch), rate);
            }
            // What label smoothing of 0.1 leaves at best: the entropy of its targets.
            double best = -0.91 * Math.log(0.91) - 9 * 0.01 * Math.log(0.01);
            assertThat(first).isCloseTo(Math.log(CLASSES), within(0.7));
            assertThat(last).isBetween(best, best + 0.1);
        }
    }

    @ParameterizedTest
    @MethodSource("kindsOfNetworks")
    void aNetworkOfAnyKindOfBlocksLearnsABatchByHeart(String name, Architecture network) {
        Batch batch = Samples.batch(network, 20);
        try (TrainableNetwork built =
                engine.build(Samples.plan(network, Optimizer.Kind.SGD, Regularization.DEFAULT, 1))) {
            assertThat(built.parameters()).isEqualTo(network.cost().parameters());
            double last = Double.NaN;
            for (int step = 0; step < 100; step++) {
                last = built.step(step, List.of(batch), 0.03);
            }
            assertThat(last).isLessThan(0.8);
            assertThat(built.logits(batch)).hasSize(20 * CLASSES).doesNotContain(Float.NaN);
        }
    }

    /** Else a training that diverged would pass for one that learned nothing. */
    @ParameterizedTest
    @MethodSource("kindsOfNetworks")
    void whatIsNoNumberDoesNotBecomeOne(String name, Architecture network) {
        try (TrainableNetwork built =
                engine.build(Samples.plan(network, Optimizer.Kind.SGD, Regularization.DEFAULT, 1))) {
            StateTensor stem = built.state().get(0);
            float[] values = stem.values();
            Arrays.fill(values, Float.NaN);
            stem.set(values);

            assertThat(built.logits(Samples.batch(network, 2))).containsOnly(Float.NaN);
            assertThat(built.step(0, List.of(Samples.batch(network, 4)), 0.1)).isNaN();
        }
    }

    @Test
    void branchesOfAllKindsOfBlocksAreDroppedBySeedAlone() {
        Regularization random = new Regularization(0.3, 0.5, 0.1);
        Architecture network = Samples.EVERY_BLOCK.with(Activation.RELU6);

        assertThat(run(network, random, 5))
                .isEqualTo(run(network, random, 5))
                .isNotEqualTo(run(network, random, 6))
                .doesNotContain(Float.NaN);
    }

    static Stream<Arguments> kindsOfNetworks() {
        return Stream.of(
                Arguments.of("every block", Samples.EVERY_BLOCK),
                Arguments.of("every block with ReLU6", Samples.EVERY_BLOCK.with(Activation.RELU6)),
                Arguments.of("mobilenet-v1", slim(BuiltInBaselines.MOBILENET_V1)),
                Arguments.of("mobilenet-v2", slim(BuiltInBaselines.MOBILENET_V2)),
                Arguments.of("resnet-18", slim(BuiltInBaselines.RESNET_18)),
                Arguments.of("resnet-50", slim(BuiltInBaselines.RESNET_50)));
    }

    private static Architecture slim(Baseline baseline) {
        return new Scaler(baseline.forImages(1, CLASSES), Rounding.OFFICIAL).scaleTo(1, 0.125, 32);
    }

    @Test
    void logitsAreOneRowAnImage() {
        Batch batch = Samples.batch(NANO, 7);
        try (TrainableNetwork network = engine.build(Samples.plan(Optimizer.Kind.SGD, Regularization.DEFAULT, 1))) {
            assertThat(network.logits(batch)).hasSize(7 * CLASSES);
            assertThat(network.logits(batch)).isEqualTo(network.logits(batch));
        }
    }

    @Test
    void theSeedDecidesEverything() {
        Regularization random = new Regularization(0.3, 0.3, 0.1);

        assertThat(run(random, 5)).isEqualTo(run(random, 5)).isNotEqualTo(run(random, 6));
    }

    private float[] run(Regularization regularization, long seed) {
        return run(NANO, regularization, seed);
    }

    private float[] run(Architecture architecture, Regularization regularization, long seed) {
        Batch batch = Samples.batch(architecture, 16);
        try (TrainableNetwork network =
                engine.build(Samples.plan(architecture, Optimizer.Kind.SGD, regularization, seed))) {
            for (int step = 0; step < 5; step++) {
                network.step(step, List.of(batch), 0.05);
                network.logits(batch);
            }
            return network.logits(batch);
        }
    }
}
