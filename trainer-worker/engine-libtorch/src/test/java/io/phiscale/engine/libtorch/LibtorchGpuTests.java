package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.phiscale.contract.Samples;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a GPU where there is one; elsewhere it is skipped, and says why. */
class LibtorchGpuTests {
    private static final String NO_GPU = "skipped: no NVIDIA GPU on this machine (/proc/driver/nvidia is missing)";
    private static final String NO_CUDA = "skipped: libtorch is built for processors; build with -Pcuda-13";

    private static final Batch BATCH = Samples.batch(Samples.NANO, 8);

    @BeforeAll
    static void aGpuIsHere() {
        boolean gpu = Files.exists(Path.of("/proc/driver/nvidia/version"));
        boolean cuda = gpu && torch.hasCUDA();
        if (!cuda) {
            System.out.println("LibtorchGpuTests " + (gpu ? NO_CUDA : NO_GPU));
        }
        assumeThat(gpu).as(NO_GPU).isTrue();
        assumeThat(cuda).as(NO_CUDA).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameNetworkAsOnAProcessor() {
        try (TrainableNetwork there = network(new DeviceShare(DeviceKind.CUDA, 4L << 30));
                TrainableNetwork here = network(DeviceShare.PROCESSOR)) {
            float[] expected = here.logits(BATCH);
            float[] found = there.logits(BATCH);

            for (int i = 0; i < expected.length; i++) {
                // TF32 has 10 bits of mantissa.
                assertThat(Math.abs(found[i] - expected[i])).isLessThan(0.02f);
            }
        }
    }

    @Test
    void itLearnsThere() {
        try (TrainableNetwork network = network(new DeviceShare(DeviceKind.CUDA, 4L << 30))) {
            double first = network.step(0, List.of(BATCH), 0.05);
            double last = first;
            for (int step = 1; step < 30; step++) {
                last = network.step(step, List.of(BATCH), 0.05);
            }

            assertThat(last).isLessThan(first / 2);
        }
    }

    /** Without determinism cuDNN may take other algorithms for the one than for the other. */
    @ParameterizedTest
    @CsvSource({
        "SGD, FP32, true, 0.001",
        "SGD, BF16, true, 0.001",
        "SGD, FP32, false, 0.02",
        "SGD, BF16, false, 0.05",
        "RMSPROP, FP32, true, 0.001",
        "RMSPROP, BF16, true, 0.001",
        "RMSPROP, FP32, false, 0.02",
        "RMSPROP, BF16, false, 0.05"
    })
    void replayedStepsComeToTheSameAsOthers(
            Optimizer.Kind kind, Precision precision, boolean deterministic, double distance) {
        Numerics numerics = new Numerics(precision, deterministic);
        Optimizer averaging = new Optimizer(kind, 0.1, 0.9, 0.9, 1e-3, 1e-5, 0.9);
        double rate = kind == Optimizer.Kind.SGD ? 0.01 : 0.001;
        for (Architecture architecture : List.of(Samples.NANO, Samples.EVERY_BLOCK.with(Activation.RELU6))) {
            Regularization random = new Regularization(0.3, 0.3, 0.1);
            assertReplayedAlike(new NetworkPlan(architecture, averaging, random, 5, numerics), rate, distance);
        }
    }

    private static void assertReplayedAlike(NetworkPlan plan, double rate, double distance) {
        AtomicInteger recordings = new AtomicInteger();
        try (TrainableNetwork recorded = network(plan, Optional.of(counting(recordings, new AtomicInteger())));
                TrainableNetwork other = network(plan, Optional.empty())) {
            for (int step = 0; step < 12; step++) {
                List<Batch> batch = List.of(Samples.batch(plan.architecture(), 8, step));
                recorded.step(step, batch, rate * (step + 1));
                other.step(step, batch, rate * (step + 1));
            }
            assertThat(recorded.provenance()).containsEntry("steps", "recorded once and replayed");
            assertAlike(recorded, other, distance);
        }
        assertThat(recordings).hasValue(1);
    }

    @Test
    void aTrainingGoesOnWithoutTheRecordingThatMemoryWasTooShortBeside() {
        NetworkPlan plan = with(
                new Numerics(Precision.FP32, true),
                Samples.plan(Optimizer.Kind.SGD, new Regularization(0.3, 0.3, 0.1), 5));
        AtomicInteger closed = new AtomicInteger();
        StoredImages images = RecordedStepsTests.stored(1);
        StoredImages unlessRecorded = new StoredImages(
                images.channels(),
                images.resolution(),
                RecordedStepsTests.pixels(RecordedStepsTests.OUT_OF_MEMORY, () -> closed.get() == 0, images),
                images.normalized());
        try (TrainableNetwork recorded = network(plan, Optional.of(counting(new AtomicInteger(), closed)));
                TrainableNetwork other = network(plan, Optional.empty())) {
            for (int step = 0; step < 12; step++) {
                List<Batch> batch = List.of(Samples.batch(Samples.NANO, 8, step));
                recorded.step(step, batch, 0.05);
                other.step(step, batch, 0.05);
                if (step == 7) {
                    recorded.logits(RecordedStepsTests.placed(unlessRecorded, 0));
                }
            }
            assertAlike(recorded, other, 0.001);
        }
        assertThat(closed).hasValue(1);
    }

    private static Recorder counting(AtomicInteger recordings, AtomicInteger closed) {
        return work -> {
            Recorder.Recording recording = CudaGraph.record(work);
            recordings.incrementAndGet();
            return new Recorder.Recording() {
                @Override
                public void replay() {
                    recording.replay();
                }

                @Override
                public void close() {
                    recording.close();
                    closed.incrementAndGet();
                }
            };
        };
    }

    /** @param distance of each tensor from the other network's, over that one's length */
    private static void assertAlike(TrainableNetwork one, TrainableNetwork other, double distance) {
        List<StateTensor> expected = other.state();
        for (int i = 0; i < expected.size(); i++) {
            float[] those = expected.get(i).values();
            float[] these = one.state().get(i).values();
            double square = 0;
            double length = 0;
            for (int number = 0; number < those.length; number++) {
                square += Math.pow((double) these[number] - those[number], 2);
                length += Math.pow(those[number], 2);
            }
            assertThat(Math.sqrt(square)).as(expected.get(i).name()).isLessThanOrEqualTo(distance * Math.sqrt(length));
        }
    }

    private static TrainableNetwork network(NetworkPlan plan, Optional<Recorder> recorder) {
        // It opens the device, and chooses what the plan's numerics want.
        new LibtorchEngine(new DeviceShare(DeviceKind.CUDA, 4L << 30))
                .build(plan)
                .close();
        return new LibtorchNetwork(plan, DeviceKind.CUDA, recorder);
    }

    private static NetworkPlan with(Numerics numerics, NetworkPlan plan) {
        return new NetworkPlan(plan.architecture(), plan.optimizer(), plan.regularization(), plan.seed(), numerics);
    }

    private static TrainableNetwork network(DeviceShare share) {
        return new LibtorchEngine(share).build(Samples.plan(Optimizer.Kind.SGD, new Regularization(0, 0, 0), 5));
    }
}
