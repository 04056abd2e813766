package io.phiscale.trainer.checkpoint;

import java.io.IOException;

/** A file is not what it should be. The message says why, as the rest of a sentence that begins with the file. */
final class TensorFileException extends IOException {
    TensorFileException(String message) {
        super(message);
    }
}
