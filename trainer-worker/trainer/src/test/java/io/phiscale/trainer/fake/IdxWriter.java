package io.phiscale.trainer.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes files of MNIST's format. */
public final class IdxWriter {
    private IdxWriter() {}

    /** A whole data set: image i has label i % classes, and its pixels all say so. */
    public static void writeSet(Path folder, int training, int test, int resolution, int classes) throws IOException {
        writePart(folder, "train", training, resolution, classes);
        writePart(folder, "t10k", test, resolution, classes);
    }

    private static void writePart(Path folder, String part, int images, int resolution, int classes)
            throws IOException {
        byte[] labels = new byte[images];
        byte[] pixels = new byte[images * resolution * resolution];
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) (i % classes);
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (labels[i / (resolution * resolution)] * 20);
        }
        write(folder.resolve(part + "-images-idx3-ubyte.gz"), pixels, images, resolution, resolution);
        write(folder.resolve(part + "-labels-idx1-ubyte"), labels, images);
    }

    /** Gzipped where the name says so. */
    public static void write(Path path, byte[] data, int... sizes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + sizes.length) + data.length);
        bytes.putInt(0x0800 | sizes.length);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        bytes.put(data);
        try (OutputStream file = Files.newOutputStream(path);
                OutputStream stream = path.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            stream.write(bytes.array());
        }
    }
}
