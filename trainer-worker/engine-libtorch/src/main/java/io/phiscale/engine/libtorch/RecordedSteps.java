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

    private static final String ONE_BY_ONE = "operation by operation";

    /** In which cuDNN tries its algorithms and memory is laid by, neither of which can be recorded. */
    private static final int UNRECORDED = 3;

    private final Recorder recorder;
    private final Place place;
    private final Function<StepInputs, Tensor> step;
    private int steps;
    private @Nullable Recorded recorded;
    private String how = ONE_BY_ONE;

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
        // The next replay writes over it.
        return usual.loss().clone();
    }

    private @Nullable Recorded tryToRecord(StepInputs like) {
        // They outlive the scope of the step that comes by now.
        StepInputs inputs = like.map(tensor -> place.bring(tensor).retainReference());
        Tensor loss = place.zero().retainReference();
        try {
            Recording recording = recorder.record(() -> Scope.within(() -> loss.copy_(step.apply(inputs))));
            how = "recorded once and replayed";
            return new Recorded(recording, inputs, loss);
        } catch (RuntimeException impossible) {
            goOnOneByOne("they could not be recorded", impossible);
            close(inputs, loss);
            return null;
        }
    }

    private void goOnOneByOne(String since, RuntimeException failure) {
        how = "%s, since %s (%s)".formatted(ONE_BY_ONE, since, Messages.firstLine(failure));
        LOG.log(System.Logger.Level.WARNING, "Steps are computed {0}", how);
    }

    /**
     * Does what a recorded step may have left no memory for: a recording keeps all that a step takes. Where there is one
     * and the work fails, it is done again without, and no step is recorded any more.
     *
     * @param work has no effect where it fails
     */
    <T> T beside(Supplier<T> work) {
        if (recorded == null) {
            return work.get();
        }
        try {
            return work.get();
        } catch (RuntimeException failed) {
            goOnOneByOne("other work failed beside recorded ones", failed);
            close();
            return work.get();
        }
    }

    /** How the last steps were taken, and why not otherwise: for people. */
    String how() {
        return how;
    }

    private static void close(StepInputs inputs, Tensor loss) {
        inputs.tensors().forEach(Tensor::close);
        loss.close();
    }

    @Override
    public void close() {
        if (recorded != null) {
            recorded.recording().close();
            close(recorded.inputs(), recorded.loss());
            recorded = null;
        }
    }
}
