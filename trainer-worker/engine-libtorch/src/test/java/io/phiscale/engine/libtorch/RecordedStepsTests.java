package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.contract.Samples;
import io.phiscale.engine.libtorch.Recorder.Recording;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The processor stands for the GPU: recorded work is done again on the very tensors that it was recorded with. */
class RecordedStepsTests {
    private static final int STEPS = 9;

    private final AtomicInteger replays = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private Recording record(Runnable work) {
        return new Recording() {
            @Override
            public void replay() {
                work.run();
                replays.incrementAndGet();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void replayedStepsComeToTheSameAsOthers(Optimizer.Kind kind) {
        List<Object> expected = training(kind, Optional.empty(), 1, 8);

        assertThat(training(kind, Optional.of(this::record), 1, 8)).isEqualTo(expected);
        assertThat(replays).hasValue(STEPS - 3);
        assertThat(closed).hasValue(1);
    }

    @Test
    void batchesInPartsAreNotRecorded() {
        List<Object> expected = training(Optimizer.Kind.SGD, Optional.empty(), 2, 8);

        assertThat(training(Optimizer.Kind.SGD, Optional.of(this::record), 2, 8))
                .isEqualTo(expected);
        assertThat(replays).hasValue(0);
    }

    @Test
    void batchesOfAnotherSizeAreNotReplayed() {
        List<Object> expected = training(Optimizer.Kind.SGD, Optional.empty(), 1, 8, 8, 8, 8, 5, 8);

        assertThat(training(Optimizer.Kind.SGD, Optional.of(this::record), 1, 8, 8, 8, 8, 5, 8))
                .isEqualTo(expected);
        assertThat(replays).hasValue(STEPS - 4);
    }

    @Test
    void whereStepsCannotBeRecordedATrainingGoesOnAsItBegan() {
        List<Object> expected = training(Optimizer.Kind.SGD, Optional.empty(), 1, 8);
        Recorder fails = work -> {
            throw new IllegalStateException("CUDA: operation not permitted when stream is capturing");
        };

        assertThat(training(Optimizer.Kind.SGD, Optional.of(fails), 1, 8)).isEqualTo(expected);
    }

    /** @return the losses of all steps, and what the network has become */
    private static List<Object> training(
            Optimizer.Kind kind, Optional<Recorder> recorder, int parts, int... batchSizes) {
        List<Object> found = new ArrayList<>();
        Regularization regularization = new Regularization(0.3, 0.3, 0.1);
        try (TrainableNetwork network =
                new LibtorchNetwork(Samples.plan(kind, regularization, 5), DeviceKind.CPU, recorder)) {
            for (int step = 0; step < STEPS; step++) {
                List<Batch> batch = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    batch.add(Samples.batch(Samples.NANO, batchSizes[step % batchSizes.length], 10 * step + part));
                }
                found.add(network.step(step, batch, 0.01 * (step + 1)));
            }
            for (StateTensor tensor : network.state()) {
                found.add(tensor.name() + Arrays.toString(tensor.values()));
            }
        }
        return found;
    }
}
