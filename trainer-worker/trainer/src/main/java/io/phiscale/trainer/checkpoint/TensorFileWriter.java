package io.phiscale.trainer.checkpoint;

import io.phiscale.trainer.engine.StateTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a tensor file in the safetensors format, one tensor at a time. */
final class TensorFileWriter {
    private static final int CHUNK_NUMBERS = 1 << 14;

    private TensorFileWriter() {}

    static void write(OutputStream output, Map<String, String> metadata, List<StateTensor> tensors) throws IOException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (StateTensor tensor : tensors) {
            if (shapes.put(tensor.name(), tensor.shape()) != null) {
                throw new IllegalStateException("two tensors of the network are named " + tensor.name());
            }
        }
        Map<String, TensorEntry> entries = TensorHeader.layOut(shapes);
        byte[] header = new TensorHeader(metadata, entries).json();
        byte[] length = new byte[Long.BYTES];
        littleEndian(length).putLong(header.length);
        output.write(length);
        output.write(header);
        byte[] chunk = new byte[CHUNK_NUMBERS * Float.BYTES];
        for (StateTensor tensor : tensors) {
            write(output, tensor, chunk);
        }
    }

    private static void write(OutputStream output, StateTensor tensor, byte[] chunk) throws IOException {
        float[] values = tensor.values();
        long bytes = TensorEntry.bytes(NumberType.F32, tensor.shape());
        if ((long) values.length * Float.BYTES != bytes) {
            throw new IllegalStateException(
                    "%s of shape %s has %d numbers".formatted(tensor.name(), tensor.shape(), values.length));
        }
        int done = 0;
        while (done < values.length) {
            int count = Math.min(CHUNK_NUMBERS, values.length - done);
            littleEndian(chunk).asFloatBuffer().put(values, done, count);
            output.write(chunk, 0, count * Float.BYTES);
            done += count;
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
