package io.phiscale.trainer.dataset.folder;

import io.phiscale.trainer.dataset.ContentHash;
import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import io.phiscale.trainer.image.AntialiasedResizer;

/**
 * Images that are decoded at one resolution, and resized from there.
 *
 * @param reader of the images at that resolution
 */
record DecodedSplit(FileSplit files, int resolution, ImageReader reader) implements Split {
    /** Another one whenever decoding changes, so that nothing old is taken for it. */
    private static final String DECODING = "decoded-1";

    static DecodedSplit of(FileSplit files, int resolution, DecodedImages kept) {
        int bytes = files.channels() * resolution * resolution;
        return new DecodedSplit(
                files, resolution, kept.keep(identity(files, resolution), files.size(), bytes, files.at(resolution)));
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int label(int index) {
        return files.label(index);
    }

    @Override
    public ImageReader at(int wanted) {
        AntialiasedResizer resizer = new AntialiasedResizer(resolution, wanted);
        return index -> resizer.resize(reader.read(index), files.channels());
    }

    /** With the time of the last change, unlike a data set's hash: that of a copy elsewhere need not be the same. */
    private static String identity(FileSplit files, int resolution) {
        ContentHash hash = new ContentHash();
        hash.add("%s %d %d%n".formatted(DECODING, files.channels(), resolution));
        for (LabelledFile file : files.files()) {
            FileVersion version = FileVersion.of(file.path());
            hash.add("%s %d %d%n".formatted(file.path(), version.size(), version.changed()));
        }
        return hash.finish();
    }
}
