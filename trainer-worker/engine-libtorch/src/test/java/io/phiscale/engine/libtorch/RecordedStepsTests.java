package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.phiscale.contract.Samples;
import io.phiscale.engine.libtorch.Recorder.Recording;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.PlacedImages;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.StoredImages;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The processor stands for the GPU: recorded work is done again on the very tensors that it was recorded with. */
class RecordedStepsTests {
    private static final int STEPS = 9;
    static final String OUT_OF_MEMORY = "CUDA out of memory. Tried to allocate 2.00 GiB.";

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
    void imagesThatADeviceKeepsAreReplayedByTheirNumbers() {
        StoredImages images = stored(1);
        List<Object> expected = training(Optional.empty(), step -> placed(images, step));

        assertThat(training(Optional.of(this::record), step -> placed(images, step)))
                .isEqualTo(expected);
        assertThat(replays).hasValue(STEPS - 3);
    }

    @Test
    void imagesOfAnotherSetAreNotReplayed() {
        StoredImages images = stored(1);
        StoredImages others = stored(2);
        IntFunction<Batch> inTurns = step -> placed(step % 2 == 0 ? others : images, step);
        List<Object> expected = training(Optional.empty(), inTurns);

        assertThat(training(Optional.of(this::record), inTurns)).isEqualTo(expected);
        // The fourth, the sixth and the eighth.
        assertThat(replays).hasValue(3);
    }

    @Test
    void whereStepsCannotBeRecordedATrainingGoesOnAsItBegan() {
        List<Object> expected = training(Optimizer.Kind.SGD, Optional.empty(), 1, 8);
        Recorder fails = work -> {
            throw new IllegalStateException("CUDA: operation not permitted when stream is capturing");
        };

        assertThat(training(Optimizer.Kind.SGD, Optional.of(fails), 1, 8)).isEqualTo(expected);
        assertThat(provenance(Optional.of(fails)))
                .containsEntry("steps", "operation by operation: they could not be recorded");
    }

    @Test
    void resultsSayHowStepsWereTaken() {
        assertThat(provenance(Optional.of(this::record))).containsEntry("steps", "recorded once and replayed");
        assertThat(provenance(Optional.empty())).isEmpty();
    }

    @Test
    void whereMemoryIsTooShortBesideARecordingThereIsNoneAnyMore() {
        Batch one = Samples.batch(Samples.NANO, 8);
        try (TrainableNetwork other = network(Optional.empty());
                TrainableNetwork recorded = network(Optional.of(this::record))) {
            for (int step = 0; step < STEPS; step++) {
                other.step(step, List.of(one), 0.05);
                recorded.step(step, List.of(one), 0.05);
            }
            int before = replays.get();

            assertThat(recorded.logits(placed(storedBesideNoRecording(), 0)))
                    .isEqualTo(other.logits(placed(stored(1), 0)));
            assertThat(recorded.step(STEPS, List.of(one), 0.05)).isEqualTo(other.step(STEPS, List.of(one), 0.05));
            assertThat(replays).hasValue(before);
            assertThat(recorded.provenance())
                    .containsEntry(
                            "steps", "recorded once and replayed, until memory was too short beside their recording");
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void otherFailuresLeaveTheRecordingAsItIs() {
        StoredImages unreadable = new StoredImages(
                Samples.NANO.inputChannels(),
                Samples.NANO.resolution(),
                pixels("disk on fire", () -> true, stored(1)),
                stored(1).normalized());
        try (TrainableNetwork network = network(Optional.of(this::record))) {
            for (int step = 0; step < STEPS; step++) {
                network.step(step, List.of(Samples.batch(Samples.NANO, 8)), 0.05);
            }

            assertThatIllegalStateException()
                    .isThrownBy(() -> network.logits(placed(unreadable, 0)))
                    .withMessage("disk on fire");
            assertThat(closed).hasValue(0);
            assertThat(network.provenance()).containsEntry("steps", "recorded once and replayed");
        }
    }

    @Test
    void aTrainingTooShortToRecordSaysSo() {
        try (TrainableNetwork network = network(Optional.of(this::record))) {
            network.step(0, List.of(Samples.batch(Samples.NANO, 8)), 0.05);

            assertThat(network.provenance()).containsEntry("steps", "operation by operation");
        }
    }

    @Test
    void whatFailsWithoutARecordingIsThrown() {
        StoredImages never = new StoredImages(
                Samples.NANO.inputChannels(),
                Samples.NANO.resolution(),
                pixels(OUT_OF_MEMORY, () -> true, stored(1)),
                stored(1).normalized());
        try (TrainableNetwork network = network(Optional.of(this::record))) {
            for (int step = 0; step < STEPS; step++) {
                network.step(step, List.of(Samples.batch(Samples.NANO, 8)), 0.05);
            }

            assertThatIllegalStateException()
                    .isThrownBy(() -> network.logits(placed(never, 0)))
                    .withMessage(OUT_OF_MEMORY);
        }
    }

    /** Which can be read only where there is none. */
    private StoredImages storedBesideNoRecording() {
        StoredImages images = stored(1);
        return new StoredImages(
                images.channels(),
                images.resolution(),
                pixels(OUT_OF_MEMORY, () -> closed.get() == 0, images),
                images.normalized());
    }

    /** @param message of the failure to read one */
    static List<byte[]> pixels(String message, BooleanSupplier fails, StoredImages images) {
        return new AbstractList<>() {
            @Override
            public byte[] get(int image) {
                if (fails.getAsBoolean()) {
                    throw new IllegalStateException(message);
                }
                return images.pixels(image);
            }

            @Override
            public int size() {
                return images.size();
            }
        };
    }

    private static Map<String, String> provenance(Optional<Recorder> recorder) {
        try (TrainableNetwork network = network(recorder)) {
            for (int step = 0; step < STEPS; step++) {
                network.step(step, List.of(Samples.batch(Samples.NANO, 8)), 0.05);
            }
            return network.provenance();
        }
    }

    /** Of all that is another in each step. */
    private static NetworkPlan plan(Optimizer.Kind kind) {
        Optimizer averaging = new Optimizer(kind, 0.1, 0.9, 0.9, 1e-3, 1e-5, 0.9);
        return new NetworkPlan(Samples.NANO, averaging, new Regularization(0.3, 0.3, 0.1), 5);
    }

    private static TrainableNetwork network(Optional<Recorder> recorder) {
        return new LibtorchNetwork(plan(Optimizer.Kind.SGD), DeviceKind.CPU, recorder);
    }

    static StoredImages stored(long seed) {
        Random random = new Random(seed);
        int resolution = Samples.NANO.resolution();
        List<byte[]> pixels = IntStream.range(0, 20)
                .mapToObj(image -> {
                    byte[] levels = new byte[Samples.NANO.inputChannels() * resolution * resolution];
                    random.nextBytes(levels);
                    return levels;
                })
                .toList();
        float[] normalized = new float[Samples.NANO.inputChannels() * StoredImages.LEVELS];
        IntStream.range(0, normalized.length).forEach(i -> normalized[i] = i % StoredImages.LEVELS / 128f - 1);
        return new StoredImages(Samples.NANO.inputChannels(), resolution, pixels, normalized);
    }

    static Batch placed(StoredImages images, int step) {
        Random random = new Random(step);
        int[] which = random.ints(8, 0, images.size()).toArray();
        int[] moves = random.ints(8, -2, 3).toArray();
        int[] mirrored = random.ints(8, 0, 2).toArray();
        int[] labels = random.ints(8, 0, Samples.CLASSES).toArray();
        return new Batch(new PlacedImages(images, which, moves, moves, mirrored), labels, () -> {
            throw new AssertionError("put together there");
        });
    }

    private static List<Object> training(Optional<Recorder> recorder, IntFunction<Batch> batches) {
        List<Object> losses = new ArrayList<>();
        try (TrainableNetwork network = network(recorder)) {
            for (int step = 0; step < STEPS; step++) {
                losses.add(network.step(step, List.of(batches.apply(step)), 0.05));
            }
        }
        return losses;
    }

    /** @return the losses of all steps, and what the network has become */
    private static List<Object> training(
            Optimizer.Kind kind, Optional<Recorder> recorder, int parts, int... batchSizes) {
        List<Object> found = new ArrayList<>();
        try (TrainableNetwork network = new LibtorchNetwork(plan(kind), DeviceKind.CPU, recorder)) {
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
