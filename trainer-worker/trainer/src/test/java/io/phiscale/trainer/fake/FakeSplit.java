package io.phiscale.trainer.fake;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.error.TrainingException;
import java.util.Arrays;
import java.util.Set;

/** Images that hold nothing but their own index, some of which are corrupt. */
public record FakeSplit(int size, int classes, int channels, Set<Integer> corrupt) implements Split {
    public FakeSplit(int size) {
        this(size, 2, 1, Set.of());
    }

    @Override
    public int label(int index) {
        return index % classes;
    }

    @Override
    public ImageReader at(int resolution) {
        return index -> {
            if (corrupt.contains(index)) {
                throw new TrainingException(ErrorCode.DATA_UNREADABLE, "image-%d.png: it is damaged".formatted(index));
            }
            byte[] pixels = new byte[channels * resolution * resolution];
            Arrays.fill(pixels, (byte) index);
            return pixels;
        };
    }
}
