package io.phiscale.trainer.dataset.folder;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what a file is known without reading it.
 *
 * @param size in bytes
 * @param changed milliseconds since 1970
 */
record FileVersion(long size, long changed) {

    /** @throws TrainingException {@code DATA_UNREADABLE} */
    static FileVersion of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileVersion(
                    attributes.size(), attributes.lastModifiedTime().toMillis());
        } catch (IOException exception) {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE, "%s cannot be read: %s".formatted(path, exception), exception);
        }
    }
}
