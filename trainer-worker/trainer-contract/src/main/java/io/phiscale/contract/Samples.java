package io.phiscale.contract;

import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import java.util.List;
import java.util.Random;

/** A small network's plan, and images of noise for it. */
public final class Samples {
    public static final Architecture NANO =
            BuiltInBaselines.MBCONV_NANO.architecture().at(12);
    public static final int CLASSES = 10;
    /**
     * Every kind of block, with and without all that blocks may have, max pooling after SiLU, whose least numbers are below
     * what zeros would put beside them, and no convolution in the head.
     */
    public static final Architecture EVERY_BLOCK = new Architecture(
            1,
            20,
            Activation.SILU,
            new Stem(3, 1, 6, 3),
            List.of(
                    new Stage(Operator.SEPARABLE, 3, 1, 1, 0, 8, 1),
                    new Stage(Operator.BOTTLENECK, 3, 2, 4, 0, 16, 2),
                    new Stage(Operator.BASIC, 5, 1, 1, 0, 12, 2),
                    new Stage(Operator.MBCONV, 3, 1, 2, 0.25, 12, 1),
                    new Stage(Operator.CONVOLUTION, 3, 1, 1, 0, 10, 1)),
            0,
            CLASSES);

    private Samples() {}

    public static NetworkPlan plan(Optimizer.Kind kind, Regularization regularization, long seed) {
        return plan(NANO, kind, regularization, seed);
    }

    public static NetworkPlan plan(
            Architecture architecture, Optimizer.Kind kind, Regularization regularization, long seed) {
        return new NetworkPlan(architecture, new Optimizer(kind, 0.1, 0.9, 0.9, 1e-3, 1e-5), regularization, seed);
    }

    public static Batch batch(Architecture architecture, int size) {
        return batch(architecture, size, 3);
    }

    public static Batch batch(Architecture architecture, int size, long seed) {
        Random random = new Random(seed);
        int resolution = architecture.resolution();
        float[] images = new float[size * architecture.inputChannels() * resolution * resolution];
        int[] labels = new int[size];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(CLASSES);
        }
        return new Batch(size, architecture.inputChannels(), resolution, images, labels);
    }
}
