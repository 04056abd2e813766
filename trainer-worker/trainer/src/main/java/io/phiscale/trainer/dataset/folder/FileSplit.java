package io.phiscale.trainer.dataset.folder;

import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.image.SquarePixels;
import java.util.List;

/** Images that are decoded, cropped to the square in their middle, and resized whenever they are asked for. */
record FileSplit(List<LabelledFile> files, int channels) implements Split {

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int label(int index) {
        return files.get(index).label();
    }

    @Override
    public ImageReader at(int resolution) {
        return index -> SquarePixels.of(new ImageFile(files.get(index).path()).decode(), channels)
                .at(resolution);
    }
}
