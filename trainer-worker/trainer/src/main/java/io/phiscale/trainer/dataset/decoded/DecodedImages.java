package io.phiscale.trainer.dataset.decoded;

import io.phiscale.trainer.dataset.ImageReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A folder of decoded images, which all trainers of a machine share: what one of them has decoded, no other decodes
 * again. Files that nobody has opened for two weeks are deleted. Thread-safe.
 */
public record DecodedImages(Path folder) {
    private static final System.Logger LOG = System.getLogger(DecodedImages.class.getName());
    private static final Duration KEPT_FOR = Duration.ofDays(14);
    private static final String ENDING = ".images";

    /**
     * Without a file, where none can be had, images are decoded whenever they are asked for: slower, and no error.
     *
     * @param identity of the images and of how they are decoded, such as a hash
     * @param images how many there are
     * @param bytes that each one has
     * @return reads what was kept, and keeps what it had to decode
     */
    public ImageReader keep(String identity, int images, int bytes, ImageReader decoder) {
        try {
            Files.createDirectories(folder);
            Path path = folder.resolve(identity.replace(':', '-') + ENDING);
            RecordFile file = RecordFile.open(path, images, bytes);
            Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
            deleteForgotten();
            return new KeptImages(file, decoder);
        } catch (IOException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Images are decoded anew each time, for they cannot be kept in {0}: {1}",
                    folder,
                    failed.toString());
            return decoder;
        }
    }

    private void deleteForgotten() throws IOException {
        long limit = Instant.now().minus(KEPT_FOR).toEpochMilli();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                // Another trainer may delete it at the same moment: then this is 0. Whoever still reads it, does so to
                // the end.
                if (file.toFile().lastModified() < limit) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
