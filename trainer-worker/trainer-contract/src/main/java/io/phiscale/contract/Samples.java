package io.phiscale.contract;

import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import java.util.Random;

/** A small network's plan, and images of noise for it. */
public final class Samples {
    public static final Architecture NANO =
            BuiltInBaselines.MBCONV_NANO.architecture().at(12);
    public static final int CLASSES = 10;

    private Samples() {}

    public static NetworkPlan plan(Optimizer.Kind kind, Regularization regularization, long seed) {
        return new NetworkPlan(NANO, new Optimizer(kind, 0.1, 0.9, 0.9, 1e-3, 1e-5), regularization, seed);
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
