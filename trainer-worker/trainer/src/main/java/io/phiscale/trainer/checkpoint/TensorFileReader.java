package io.phiscale.trainer.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a tensor file in the safetensors format: eight bytes with the header's length, the header, the data. Whatever the
 * file says, it makes this allocate no more than the file's own size, or what the caller asks for.
 */
final class TensorFileReader implements AutoCloseable {
    /** Far more than our largest networks need; the format itself allows 100 MB. */
    static final int MOST_HEADER_BYTES = 1 << 24;

    private static final int CHUNK_NUMBERS = 1 << 14;

    private final FileChannel channel;
    private final TensorHeader header;
    private final long dataBegin;

    private TensorFileReader(FileChannel channel, TensorHeader header, long dataBegin) {
        this.channel = channel;
        this.header = header;
        this.dataBegin = dataBegin;
    }

    /** @throws TensorFileException where the file is missing or no such file */
    static TensorFileReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new TensorFileException("is no file");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long size = channel.size();
            if (size < Long.BYTES) {
                throw new TensorFileException("is too short to be a tensor file");
            }
            long headerBytes = read(channel, 0, Long.BYTES).getLong();
            if (headerBytes < 0 || headerBytes > Math.min(MOST_HEADER_BYTES, size - Long.BYTES)) {
                throw new TensorFileException("is no tensor file, or was cut short within its header");
            }
            long dataBegin = Long.BYTES + headerBytes;
            byte[] json = read(channel, Long.BYTES, (int) headerBytes).array();
            return new TensorFileReader(channel, HeaderParser.parse(json, size - dataBegin), dataBegin);
        } catch (IOException | RuntimeException exception) {
            channel.close();
            throw exception;
        }
    }

    Map<String, String> metadata() {
        return header.metadata();
    }

    Set<String> names() {
        return header.tensors().keySet();
    }

    /**
     * @return the numbers of a tensor of single precision, row by row
     * @throws TensorFileException where there is none of that name and shape
     */
    float[] floats(String name, List<Long> shape) throws IOException {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null || entry.type() != NumberType.F32 || !entry.shape().equals(shape)) {
            throw new TensorFileException(
                    "has no tensor '%s' of single-precision numbers and shape %s".formatted(name, shape));
        }
        float[] values = new float[Math.toIntExact((entry.end() - entry.begin()) / Float.BYTES)];
        int done = 0;
        while (done < values.length) {
            int count = Math.min(CHUNK_NUMBERS, values.length - done);
            read(channel, dataBegin + entry.begin() + (long) done * Float.BYTES, count * Float.BYTES)
                    .asFloatBuffer()
                    .get(values, done, count);
            done += count;
        }
        return values;
    }

    private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new TensorFileException("became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
