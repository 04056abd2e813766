package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.DepthwiseGradient;
import io.phiscale.engine.libtorch.network.Pass;
import io.phiscale.engine.libtorch.network.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.jspecify.annotations.Nullable;

/** Gradients of a batch's mean loss, which add up over its parts. Not left to the weights themselves: most would be copied. */
final class Gradients implements AutoCloseable {
    private static final int IMAGE_DIMENSIONS = 4;

    private final List<Tensor> weights;
    private final Map<Tensor, Tensor> sums = new HashMap<>();
    private final List<Pointer> kept = new ArrayList<>();

    Gradients(List<Tensor> weights) {
        this.weights = weights;
    }

    /**
     * Goes back through a part's pass, and frees what that kept.
     *
     * @param loss what the part adds to the batch's mean loss
     */
    void add(Tensor loss, Pass pass) {
        Map<Tensor, DepthwiseGradient> ours = pass.gradients();
        Scope.withoutGradient(() -> {
            // What it gives are references into it, which last as long as it does.
            TensorVector found = found(loss, ours);
            boolean first = sums.isEmpty();
            if (first) {
                kept.add(found.retainReference());
            }
            for (int i = 0; i < weights.size(); i++) {
                Tensor weight = weights.get(i);
                Tensor gradient = taken(found, i, ours.get(weight));
                if (first) {
                    sums.put(weight, gradient);
                    kept.add(gradient.retainReference());
                } else {
                    Tensor unused = of(weight).add_(gradient);
                }
            }
            return found;
        });
    }

    /**
     * @param our where what was found is not the weight's gradient, but that of the output that it has a part in
     * @return as weights lie in memory, which optimizers go through with them, number by number
     */
    private static Tensor taken(TensorVector found, int which, @Nullable DepthwiseGradient our) {
        Tensor gradient = found.get(which);
        MemoryFormat format = gradient.dim() == IMAGE_DIMENSIONS ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
        if (our == null && gradient.is_contiguous(format)) {
            return gradient;
        }
        Tensor made = our == null ? gradient.contiguous(format) : our.of(gradient);
        // A feature map's is large, and not needed any more.
        found.put(which, new Tensor());
        return made;
    }

    /** @return for each weight its gradient, or that of the output that it has a part in */
    private TensorVector found(Tensor loss, Map<Tensor, DepthwiseGradient> ours) {
        Tensor[] wanted = weights.stream()
                .map(weight -> ours.containsKey(weight) ? ours.get(weight).output() : weight)
                .toArray(Tensor[]::new);
        return torch.grad(new TensorVector(loss), new TensorVector(wanted));
    }

    /**
     * To be asked for by whoever takes the step: optimizers write over it.
     *
     * @throws NullPointerException where there is no such weight
     */
    Tensor of(Tensor weight) {
        return Objects.requireNonNull(sums.get(weight));
    }

    @Override
    public void close() {
        kept.forEach(Pointer::close);
    }
}
