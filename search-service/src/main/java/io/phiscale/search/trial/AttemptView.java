package io.phiscale.search.trial;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a trial.
 *
 * @param outcome null while it runs
 * @param resumedFrom the token of the attempt whose checkpoint it began with; null where it began anew
 * @param log the last lines of a failed trainer's log
 */
public record AttemptView(
        long token,
        String worker,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long resumedFrom,
        @Nullable String outcome,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String log) {}
