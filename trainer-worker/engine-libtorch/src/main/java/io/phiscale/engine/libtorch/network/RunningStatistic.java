package io.phiscale.engine.libtorch.network;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The running means, or variances, of all batch norms of a network. They lie one after the other, so that one operation
 * moves them all: it takes longer to ask for one than to compute it.
 */
final class RunningStatistic implements AutoCloseable {
    private final Tensor all;

    /** @param each batch norm's [channels]; becomes a view of all of them */
    RunningStatistic(List<Tensor> each) {
        all = joined(each).retainReference();
        long begin = 0;
        for (Tensor one : each) {
            one.set_data(all.narrow(0, begin, one.numel()));
            begin += one.numel();
        }
    }

    /**
     * @param batch one after the other, too
     * @param share of the way, a single number
     */
    void moveTowards(Tensor batch, Tensor share) {
        all.lerp_(batch, share);
    }

    /** @param tensors in forward order */
    static Tensor joined(List<Tensor> tensors) {
        return torch.cat(new TensorVector(tensors.toArray(Tensor[]::new)));
    }

    @Override
    public void close() {
        all.close();
    }
}
