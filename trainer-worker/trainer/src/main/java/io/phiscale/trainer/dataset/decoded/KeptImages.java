package io.phiscale.trainer.dataset.decoded;

import io.phiscale.trainer.dataset.ImageReader;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Decodes each image once, whichever process asks for it first. Thread-safe. */
final class KeptImages implements ImageReader {
    private static final System.Logger LOG = System.getLogger(KeptImages.class.getName());
    /** What others on this machine may need: a disk that is full stops more than a training. */
    private static final long LEFT_FREE = 1L << 30;

    private final RecordFile file;
    private final ImageReader decoder;
    private final AtomicBoolean full = new AtomicBoolean();

    KeptImages(RecordFile file, ImageReader decoder) {
        this.file = file;
        this.decoder = decoder;
    }

    @Override
    public byte[] read(int index) {
        return file.read(index).orElseGet(() -> file.alone(index, () -> readOrDecode(index)));
    }

    /** Another process may have decoded it while this one waited for it. */
    private byte[] readOrDecode(int index) {
        return file.read(index).orElseGet(() -> {
            byte[] pixels = decoder.read(index);
            keep(index, pixels);
            return pixels;
        });
    }

    private void keep(int index, byte[] pixels) {
        if (full.get()) {
            return;
        }
        try {
            if (file.usableSpace() >= LEFT_FREE) {
                file.write(index, pixels);
            } else {
                stopKeeping("the disk has less than a GiB left");
            }
        } catch (IOException failed) {
            stopKeeping(failed.toString());
        }
    }

    private void stopKeeping(String reason) {
        if (!full.getAndSet(true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No more decoded images are kept, those that are missing are decoded anew each time: {0}",
                    reason);
        }
    }
}
