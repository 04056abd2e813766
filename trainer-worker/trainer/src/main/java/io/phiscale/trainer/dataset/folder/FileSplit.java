package io.phiscale.trainer.dataset.folder;

import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
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
        return index ->
                new ImageFile(files.get(index).path(), DecodingMemory.OF_THIS_PROCESS).read(channels, resolution);
    }
}
