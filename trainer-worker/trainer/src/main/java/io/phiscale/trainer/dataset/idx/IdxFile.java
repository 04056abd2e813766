package io.phiscale.trainer.dataset.idx;

import io.phiscale.trainer.dataset.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One file of MNIST's IDX format: a magic number, the sizes, unsigned bytes; all numbers big-endian. */
record IdxFile(Path path) {
    private static final int UNSIGNED_BYTES = 0x08;

    /** @return [size × resolution × resolution] */
    byte[] images(int resolution) {
        DataFile file = new DataFile(path);
        return file.read(stream -> {
            int[] sizes = header(file, stream, 3, "images");
            if (sizes[1] != resolution || sizes[2] != resolution) {
                throw file.unreadable(
                        "images of %d × %d pixels".formatted(resolution, resolution),
                        "%d × %d".formatted(sizes[1], sizes[2]));
            }
            return file.rest(stream, (long) sizes[0] * resolution * resolution);
        });
    }

    /** @return one label for each image, each below {@code classes} */
    byte[] labels(int images, int classes) {
        DataFile file = new DataFile(path);
        byte[] labels = file.read(stream -> {
            int[] sizes = header(file, stream, 1, "labels");
            if (sizes[0] != images) {
                throw file.unreadable("as many labels as there are images, " + images, String.valueOf(sizes[0]));
            }
            return file.rest(stream, sizes[0]);
        });
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xff) >= classes) {
                throw file.unreadable("labels from 0 to " + (classes - 1), (labels[i] & 0xff) + " at image " + i);
            }
        }
        return labels;
    }

    private static int[] header(DataFile file, InputStream stream, int dimensions, String kind) throws IOException {
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        int magic = number(file, stream);
        if (magic != expected) {
            throw file.unreadable(
                    "an IDX file of %s, which begins with 0x%08x".formatted(kind, expected), "0x%08x".formatted(magic));
        }
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = number(file, stream);
            if (sizes[i] < 1) {
                throw file.unreadable("at least one of its " + kind, "a header that says " + sizes[i]);
            }
        }
        return sizes;
    }

    private static int number(DataFile file, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(Integer.BYTES);
        if (bytes.length < Integer.BYTES) {
            throw file.unreadable("a header", "the end of the file");
        }
        return ByteBuffer.wrap(bytes).getInt();
    }
}
