package io.phiscale.engine.libtorch.optimizer;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Averages of tensors over steps, all of which one call moves. */
public final class WeightAverage {
    private static final BoxedOperation LERP = new BoxedOperation("_foreach_lerp_", "List");

    private final List<Tensor> averages;
    private final List<Tensor> tensors;

    /**
     * @param averages written to
     * @param tensors that they are of, one for each
     */
    public WeightAverage(List<Tensor> averages, List<Tensor> tensors) {
        this.averages = averages;
        this.tensors = tensors;
    }

    /** @param share that they take of what their tensors are now, a single number where these are */
    public void step(Tensor share) {
        LERP.call(
                BoxedOperation.list(averages),
                BoxedOperation.list(tensors),
                BoxedOperation.list(Collections.nCopies(tensors.size(), share)));
    }
}
