package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.Recorder.Recording;
import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.engine.libtorch.network.Scope;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the first steps one operation after the other, records the next, and replays that ever after: on a GPU the time of
 * a small network's step is mostly what its thousand operations take to be asked for. Where recording fails, it goes on as
 * it began.
 */
final class RecordedSteps implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RecordedSteps.class.getName());

    /** In which cuDNN tries its algorithms and memory is laid by, neither of which can be recorded. */
    private static final int UNRECORDED = 3;

    private final Recorder recorder;
    private final Place place;
    private final Function<StepInputs, Tensor> step;
    private int steps;
    private @Nullable Recorded recorded;
    private boolean replayed;
    /** Why steps are not replayed, in words that are the same for all trainings. */
    private @Nullable String hindrance;

    private record Recorded(Recording recording, StepInputs inputs, Tensor loss) {}

    /** @param step from inputs that lie at the place to the loss; it frees all else that it makes */
    RecordedSteps(Recorder recorder, Place place, Function<StepInputs, Tensor> step) {
        this.recorder = recorder;
        this.place = place;
        this.step = step;
    }

    /**
     * @param inputs on the processor
     * @return the loss
     */
    Tensor take(StepInputs inputs) {
        if (steps == UNRECORDED) {
            recorded = tryToRecord(inputs);
        }
        steps++;
        Recorded usual = recorded;
        if (usual == null || !usual.inputs().isLike(inputs)) {
            return step.apply(inputs.map(place::bring));
        }
        usual.inputs().become(inputs);
        usual.recording().replay();
        replayed = true;
        // The next replay writes over it.
        return usual.loss().clone();
    }

    private @Nullable Recorded tryToRecord(StepInputs like) {
        // They outlive the scope of the step that comes by now.
        StepInputs inputs = like.map(tensor -> place.bring(tensor).retainReference());
        Tensor loss = place.zero().retainReference();
        try {
            Recording recording = recorder.record(() -> Scope.within(() -> loss.copy_(step.apply(inputs))));
            return new Recorded(recording, inputs, loss);
        } catch (RuntimeException impossible) {
            goOnOneByOne("they could not be recorded", impossible);
            close(inputs, loss);
            return null;
        }
    }

    private void goOnOneByOne(String since, RuntimeException failure) {
        hindrance = since;
        LOG.log(
                System.Logger.Level.WARNING,
                "Steps are computed operation by operation, since {0}: {1}",
                since,
                Messages.firstLine(failure));
    }

    /**
     * Does what a recorded step may have left no memory for: a recording keeps all that a step takes. Where there is one
     * and memory does not suffice, the work is done again without, and no step is recorded any more.
     *
     * @param work has no effect where it fails
     */
    <T> T beside(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            if (recorded == null || !Messages.sayOutOfMemory(failed)) {
                throw failed;
            }
            goOnOneByOne("memory was too short beside their recording", failed);
            try {
                close();
                return work.get();
            } catch (RuntimeException again) {
                again.addSuppressed(failed);
                throw again;
            }
        }
    }

    /** How the steps were taken, for people. */
    String how() {
        String how = replayed ? "recorded once and replayed" : "operation by operation";
        return hindrance == null ? how : how + (replayed ? ", until " : ": ") + hindrance;
    }

    private static void close(StepInputs inputs, Tensor loss) {
        inputs.tensors().forEach(Tensor::close);
        loss.close();
    }

    @Override
    public void close() {
        Recorded last = recorded;
        recorded = null;
        if (last != null) {
            try {
                last.recording().close();
            } finally {
                close(last.inputs(), last.loss());
            }
        }
    }
}
