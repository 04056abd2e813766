package io.phiscale.trainer.dataset;

import io.phiscale.trainer.image.AntialiasedResizer;
import java.util.Arrays;

/**
 * Images of one resolution, all in memory.
 *
 * @param pixels [size, channels, resolution, resolution], unsigned
 * @param labels [size], unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record StoredSplit(int channels, int resolution, byte[] pixels, byte[] labels) implements Split {

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index] & 0xff;
    }

    @Override
    public ImageReader at(int wanted) {
        AntialiasedResizer resizer = new AntialiasedResizer(resolution, wanted);
        int length = channels * resolution * resolution;
        return index -> resizer.resize(Arrays.copyOfRange(pixels, index * length, (index + 1) * length), channels);
    }
}
