package io.phiscale.chaos;

import java.util.Locale;

/** What a worker reports of a trial under a token. */
record Write(long trial, long token, Kind kind) {
    enum Kind {
        HEARTBEAT,
        EPOCHS,
        CHECKPOINT,
        RESULT,
        FAILURE,
        RELEASE;

        /** @param path its name in the API */
        static Kind of(String path) {
            return valueOf(path.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
