package io.phiscale.engine.libtorch.network;

import io.phiscale.protocol.recipe.RampedAverage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One batch's way through a network. */
public final class Pass {
    private static final double DECAY = 0.99;

    private final Place place;
    private final @Nullable Variation variation;
    private final Map<Tensor, DepthwiseGradient> gradients = new HashMap<>();
    private final List<Tensor> means = new ArrayList<>();
    private final List<Tensor> inverseDeviations = new ArrayList<>();
    private long taken;

    /**
     * What is another in each pass of training, on the network's device.
     *
     * @param survival as {@link Network#drawSurvival} draws it
     * @param newShare what a running statistic takes of the batch's, from 0 to 1; a single number
     */
    public record Variation(Tensor survival, Tensor newShare) {}

    /**
     * @param before how many passes of training came before
     * @return what running statistics take of the next batch's
     */
    public static double newShare(long before) {
        return RampedAverage.newShare(DECAY, before);
    }

    private Pass(Place place, @Nullable Variation variation) {
        this.place = place;
        this.variation = variation;
    }

    /** Batch norm by the batch, dropout, stochastic depth. */
    public static Pass training(Variation variation, Place place) {
        return new Pass(place, variation);
    }

    /** Batch norm by running statistics. */
    public static Pass inference(Place place) {
        return new Pass(place, null);
    }

    /**
     * At least one layer after the other. In training all that they make is kept, for the gradients; in inference a layer's
     * output is freed once the next has read it, and all else that the layer made before.
     */
    Tensor through(List<Layer> layers, Tensor input) {
        Tensor features = forward(layers.get(0), input);
        for (Layer layer : layers.subList(1, layers.size())) {
            Tensor before = features;
            features = forward(layer, before);
            if (!isTraining()) {
                before.close();
            }
        }
        return features;
    }

    private Tensor forward(Layer layer, Tensor input) {
        return isTraining() ? layer.forward(input, this) : Scope.withinButResult(() -> layer.forward(input, this));
    }

    /** Whether gradients that libtorch is slow at are found by ourselves. */
    boolean findsGradients() {
        return isTraining() && place.isPlainProcessor();
    }

    /** @param gradient of what libtorch takes for a constant */
    void find(DepthwiseGradient gradient) {
        gradients.put(gradient.weight(), gradient);
    }

    /** By weights: those that libtorch takes for constants, so that it finds the gradients of their outputs alone. */
    public Map<Tensor, DepthwiseGradient> gradients() {
        return Collections.unmodifiableMap(gradients);
    }

    Place place() {
        return place;
    }

    boolean isTraining() {
        return variation != null;
    }

    /**
     * A batch norm's, in forward order.
     *
     * @param mean of the batch, [channels]
     * @param inverseDeviation 1 / √(variance + ε)
     */
    void measured(Tensor mean, Tensor inverseDeviation) {
        means.add(mean);
        inverseDeviations.add(inverseDeviation);
    }

    List<Tensor> means() {
        return means;
    }

    List<Tensor> inverseDeviations() {
        return inverseDeviations;
    }

    /** What running statistics take of the batch's. */
    Tensor newShare() {
        return variation().newShare();
    }

    /**
     * The next ones, in the order in which they were added.
     *
     * @return [images, ofEachImage, 1, 1], in single precision
     */
    Tensor survival(long images, long ofEachImage) {
        Tensor next = variation().survival().narrow(0, taken, images * ofEachImage);
        taken += images * ofEachImage;
        return next.view(images, ofEachImage, 1, 1);
    }

    private Variation variation() {
        if (variation == null) {
            throw new IllegalStateException("nothing is dropped or averaged in inference");
        }
        return variation;
    }
}
