package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.contract.Samples;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.memory.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors lie outside the heap, where no garbage collector sees how much they are. */
class LibtorchMemoryTests {
    private static final long PAGE = 4_096;
    private static final long MEBIBYTE = 1 << 20;

    /** Volatile, so that no compiler leaves out what nobody reads. */
    private volatile byte[] garbage = {0};

    @ParameterizedTest
    @CsvSource({"SGD, 1", "RMSPROP, 1", "SGD, 3"})
    void aThousandStepsLeaveNothingBehind(Optimizer.Kind kind, int parts) throws IOException {
        List<Batch> batch = Collections.nCopies(parts, Samples.batch(Samples.NANO, 8));
        try (TrainableNetwork network = new LibtorchEngine(DeviceShare.PROCESSOR)
                .build(Samples.plan(kind, new Regularization(0.2, 0.2, 0.1), 1))) {
            train(network, batch, 0, 100);
            fillHeapOnce();
            long tensors = Pointer.totalCount();
            long memory = residentMemory();

            train(network, batch, 100, 1_100);

            // Fewer where the garbage collector has found what building the network left.
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(tensors);
            // A step makes a quarter of a mebibyte of gradients alone: a thousand would be twice as much.
            assertThat(residentMemory() - memory).isLessThan(128 * MEBIBYTE);
        }
    }

    @Test
    void inferenceKeepsButFewFeatureMapsAtATime() throws IOException {
        Architecture network = BuiltInBaselines.EFFICIENTNET_B0.architecture().at(64);
        NetworkPlan plan = new NetworkPlan(network, Optimizer.DEFAULT, Regularization.DEFAULT, 1);
        int images = 128;
        Batch batch = Samples.batch(network, images);
        try (TrainableNetwork inference = new LibtorchEngine(DeviceShare.PROCESSOR).build(plan)) {
            inference.logits(Samples.batch(network, 1));
            fillHeapOnce();
            long before = residentMemory();
            forgetPeak();

            inference.logits(batch);

            // All that layers make would be four times as much.
            long convolutions = Float.BYTES * network.cost().activations() * images;
            assertThat(ProcessMemory.peak() - before).isLessThan(convolutions);
        }
    }

    /** As Linux can: the most that this process has had is what it has. */
    private static void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }

    private static void train(TrainableNetwork network, List<Batch> batch, int from, int to) {
        for (int step = from; step < to; step++) {
            network.step(step, batch, 0.01);
            network.logits(batch.get(0));
        }
    }

    /** So that the heap's pages are there, and what comes afterwards is native memory. */
    private void fillHeapOnce() {
        for (long touched = 0; touched < Runtime.getRuntime().maxMemory(); touched += garbage.length) {
            garbage = new byte[1 << 16];
        }
    }

    /** In bytes. */
    private static long residentMemory() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", 3);
        return PAGE * Long.parseLong(pages[1]);
    }
}
