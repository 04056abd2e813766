package io.phiscale.trainer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.measurement.MeasurementJob;
import io.phiscale.protocol.measurement.TrainingSpeed;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpeedMeasurementTests {
    private static final Architecture NETWORK =
            BuiltInBaselines.MBCONV_NANO.architecture().at(8);
    private static final int BATCH = 4;

    private long now;

    @Test
    void runsAreAsLongAsWishedAndTheirSpeedsInOrder() {
        // Warm-up: one slow step and nine of 0.1 s make 2 s. Then steps of two runs, of 20 each.
        ScriptedEngine engine = stepping(step -> step == 0 ? 1.1 : step < 10 ? 0.1 : step < 30 ? 0.2 : 0.4);

        TrainingSpeed speed = measure(engine, 2);

        assertThat(engine.stepped()).hasSize(10 + 2 * 20).allMatch(parts -> parts.get(0) == BATCH);
        assertThat(speed.runs().steps()).isEqualTo(20);
        assertThat(speed.runs().imagesPerSecond()).hasSize(2);
        assertThat(speed.runs().most()).isCloseTo(BATCH / 0.2, within(1e-6));
        assertThat(speed.runs().least()).isCloseTo(BATCH / 0.4, within(1e-6));
        assertThat(speed.runs().median()).isCloseTo(15, within(1e-6));
        assertThat(speed.runs().secondsPerStep()).isCloseTo(BATCH / 15.0, within(1e-6));
    }

    @Test
    void aStepLongerThanARunIsMeasuredTwiceARun() {
        TrainingSpeed speed = measure(stepping(step -> 7), 3);

        assertThat(speed.runs().steps()).isEqualTo(2);
        assertThat(speed.runs().imagesPerSecond()).containsExactly(BATCH / 7.0, BATCH / 7.0, BATCH / 7.0);
    }

    @Test
    void whatAnEngineDoesOnceIsNotMeasured() {
        TrainingSpeed speed = measure(stepping(step -> step < 5 ? 30 : 0.5), 1);

        assertThat(speed.runs().steps()).isEqualTo(4);
        assertThat(speed.runs().imagesPerSecond()).containsExactly(BATCH / 0.5);
    }

    @Test
    void itSaysWhatWasBuiltWhatThatTookAndWhatTheDeviceCanDo() {
        ScriptedEngine engine = stepping(step -> 0.5);

        TrainingSpeed speed = measure(engine, 5);

        assertThat(speed.parameters()).isEqualTo(NETWORK.cost().parameters());
        assertThat(speed.peakMemory()).isPositive();
        assertThat(speed.peakOperations()).isCloseTo(1e9, within(1.0));
        assertThat(speed.provenance())
                .containsEntry("engine", "scripted")
                .containsEntry("device", "none")
                .containsEntry("steps", String.valueOf(engine.stepped().size()));
        // Eight images a second, of 6 operations for each of a million multiply-adds.
        assertThat(speed.shareOfPeak(1_000_000)).isCloseTo(8 * 6e6 / 1e9, within(1e-9));
        assertThat(engine.closed()).isOne();
    }

    @Test
    void imagesAreNoiseOfEvenStrengthAndLabelsAreOfAllClasses() {
        Batch batch = new RandomImages(NETWORK, 200, 1).numbers(0, 200);

        float[] pixels = batch.images();
        assertThat(IntStream.range(0, pixels.length)
                        .mapToDouble(i -> pixels[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(0, within(0.05));
        assertThat(IntStream.range(0, pixels.length)
                        .mapToDouble(i -> pixels[i] * pixels[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.05));
        assertThat(IntStream.of(batch.labels()).distinct().count()).isEqualTo(NETWORK.classes());
        assertThat(new RandomImages(NETWORK, 200, 2).numbers(0, 200).images()).isNotEqualTo(pixels);
    }

    @Test
    void imagesThatAnEngineKeepsAreTheSameOnes() {
        RandomImages images = new RandomImages(NETWORK, 5, 1);

        Batch kept = images.placed(2, 3);

        assertThat(kept.placed().orElseThrow().images()).containsExactly(2, 3, 4);
        assertThat(kept.images()).isEqualTo(images.numbers(2, 3).images());
        assertThat(kept.labels()).isEqualTo(images.numbers(2, 3).labels());
    }

    private TrainingSpeed measure(ScriptedEngine engine, int runs) {
        return new SpeedMeasurement(engine, () -> now).of(new MeasurementJob(NETWORK, BATCH, runs, 2, Precision.FP32));
    }

    /** An engine on whose clock each step takes so many seconds. */
    private ScriptedEngine stepping(IntToDoubleFunction seconds) {
        return ScriptedEngine.withLoss(step -> {
            now += Math.round(seconds.applyAsDouble(step) * 1e9);
            return 1;
        });
    }
}
