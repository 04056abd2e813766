package io.phiscale.trainer.checkpoint;

import java.io.IOException;

/** A file is not what it should be. The message says why, as the rest of a sentence that begins with the file. */
final class TensorFileException extends IOException {
    private static final int LONGEST_QUOTED = 300;

    TensorFileException(String message) {
        super(message);
    }

    /** What a file says, as a message may quote it: it may be long, and no text at all. */
    static String quoted(String text) {
        String shortened = text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }
}
