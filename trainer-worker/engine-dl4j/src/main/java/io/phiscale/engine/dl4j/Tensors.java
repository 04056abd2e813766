package io.phiscale.engine.dl4j;

import io.phiscale.trainer.engine.Batch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches as ND4J arrays, outside any workspace: whoever asks for one closes it. */
final class Tensors {
    private Tensors() {}

    /** [size, resolution, resolution, channels]. */
    static INDArray images(Batch batch) {
        int resolution = batch.resolution();
        if (batch.channels() == 1) {
            return Nd4j.create(batch.images(), batch.size(), resolution, resolution, 1);
        }
        try (INDArray channelsFirst =
                Nd4j.create(batch.images(), batch.size(), batch.channels(), resolution, resolution)) {
            return channelsFirst.permute(0, 2, 3, 1).dup('c');
        }
    }

    /** [size, classes]: the label's class gets 1, of which label smoothing takes a share and spreads it over all. */
    static INDArray targets(Batch batch, int classes, double labelSmoothing) {
        float[] targets = new float[batch.size() * classes];
        java.util.Arrays.fill(targets, (float) (labelSmoothing / classes));
        for (int image = 0; image < batch.size(); image++) {
            targets[image * classes + batch.labels()[image]] += (float) (1 - labelSmoothing);
        }
        return Nd4j.create(targets, batch.size(), classes);
    }
}
