package io.phiscale.engine.libtorch.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One batch's way through a network. */
public final class Pass {
    private static final double DECAY = 0.99;

    private final @Nullable Generator random;
    private final double newShare;
    private final Place place;
    private final List<DepthwiseGradient> gradients = new ArrayList<>();

    private Pass(@Nullable Generator random, double newShare, Place place) {
        this.random = random;
        this.place = place;
        this.newShare = newShare;
    }

    /**
     * Batch norm by the batch, dropout, stochastic depth.
     *
     * @param before how many such passes came before; running statistics are exponential averages whose decay rises
     *     from 0.1 to 0.99 as (1 + before) / (10 + before), TensorFlow's rule: with a constant one, a training of a few
     *     hundred steps would be judged by its beginnings
     */
    public static Pass training(long seed, long before, Place place) {
        return new Pass(torch.make_generator_cpu(seed), 1 - Math.min(DECAY, (1.0 + before) / (10.0 + before)), place);
    }

    /** Batch norm by running statistics. */
    public static Pass inference(Place place) {
        return new Pass(null, 0, place);
    }

    /** Whether gradients that libtorch is slow at are found by ourselves. */
    boolean findsGradients() {
        return isTraining() && place.isPlainProcessor();
    }

    /** @param gradient of what libtorch takes for a constant */
    void find(DepthwiseGradient gradient) {
        gradient.output().retain_grad();
        gradients.add(gradient);
    }

    /** To be called after libtorch's own backward pass. */
    public void addGradients() {
        gradients.forEach(DepthwiseGradient::add);
    }

    Place place() {
        return place;
    }

    boolean isTraining() {
        return random != null;
    }

    /** Moves a running statistic towards a batch's. */
    void average(Tensor running, Tensor batch) {
        running.lerp_(batch, new Scalar(newShare));
    }

    /**
     * Drawn on the processor, so that a seed drops the same wherever the network is.
     *
     * @return of that shape: 0 with this probability, else 1 / (1 − probability), so that the mean is 1
     */
    Tensor survival(double dropRate, long... shape) {
        if (random == null) {
            throw new IllegalStateException("nothing is dropped in inference");
        }
        Tensor survives = torch.rand(shape, new GeneratorOptional(random)).ge(new Scalar(dropRate));
        return place.features(survives).div(new Scalar(1 - dropRate));
    }
}
