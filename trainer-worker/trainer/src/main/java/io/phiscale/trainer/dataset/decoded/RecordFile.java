package io.phiscale.trainer.dataset.decoded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Records of one size, found by their numbers: each a CRC-32C and its bytes. A record that was never written, was
 * written by half, or was damaged fails its sum, and is not there. Many processes may read and write one file at the
 * same time. Thread-safe.
 */
final class RecordFile {
    /** Java maps at most 2 GiB at once. */
    private static final long MOST_MAPPED = 1L << 30;

    private final Path path;
    private final FileChannel channel;
    private final int length;
    private final int perSegment;
    private final int records;
    private final AtomicReferenceArray<MappedByteBuffer> segments;

    private RecordFile(Path path, FileChannel channel, int records, int length) {
        this.path = path;
        this.channel = channel;
        this.records = records;
        this.length = length;
        this.perSegment = Math.toIntExact(Math.max(1, MOST_MAPPED / recordLength()));
        this.segments = new AtomicReferenceArray<>((records + perSegment - 1) / perSegment);
    }

    /**
     * Creates the file where there is none. It has its full length from then on, but takes no room on the disk for what
     * was not written.
     *
     * @param length of a record, in bytes
     */
    static RecordFile open(Path path, int records, int length) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            RecordFile opened = new RecordFile(path, file.getChannel(), records, length);
            // What other processes have written meanwhile stays.
            file.setLength(opened.position(records));
            return opened;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /** @return nothing where there is no whole one of this number */
    Optional<byte[]> read(int number) {
        MappedByteBuffer segment = segment(number / perSegment);
        int place = Math.toIntExact(position(number % perSegment));
        byte[] bytes = new byte[length];
        segment.get(place + Integer.BYTES, bytes);
        return segment.getInt(place) == sum(bytes) ? Optional.of(bytes) : Optional.empty();
    }

    void write(int number, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(recordLength());
        buffer.putInt(sum(bytes)).put(bytes).flip();
        // Not through the mapping: a full disk would be an error there that no program can handle.
        long position = position(number);
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    /** Does this while no other process does so for the same record, as far as the file system can keep it from that. */
    <T> T alone(int number, Supplier<T> action) {
        Optional<FileLock> lock = lock(number);
        try {
            return action.get();
        } finally {
            lock.ifPresent(RecordFile::release);
        }
    }

    private Optional<FileLock> lock(int number) {
        try {
            return Optional.of(channel.lock(position(number), recordLength(), false));
        } catch (OverlappingFileLockException | IOException notToBeHad) {
            // Another thread of this process has it, or there are no locks here: then it is done twice, to the same
            // end.
            return Optional.empty();
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Bytes that the disk has left. */
    long usableSpace() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    private MappedByteBuffer segment(int which) {
        MappedByteBuffer mapped = segments.get(which);
        return mapped == null ? map(which) : mapped;
    }

    private MappedByteBuffer map(int which) {
        int first = which * perSegment;
        int count = Math.min(perSegment, records - first);
        try {
            MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, position(first), position(count));
            segments.set(which, mapped);
            return mapped;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private long position(int number) {
        return (long) number * recordLength();
    }

    private int recordLength() {
        return Math.addExact(Integer.BYTES, length);
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
