package io.phiscale.search.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a trial.
 *
 * @param outcome null while it runs
 * @param log the last lines of a failed trainer's log
 */
public record AttemptView(
        long token,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String log) {}
