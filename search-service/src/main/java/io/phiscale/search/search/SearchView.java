package io.phiscale.search.search;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Precision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as people see it.
 *
 * @param engine that it is trained with, on this kind of device, in this precision: chosen once, when it was submitted
 * @param deterministic whether trainings come to the same bits each time on a GPU, too
 * @param paused whether its trials are kept back for now
 * @param labels that a worker must have to train for it
 * @param priority trials of a higher one are given out first
 * @param follows the search that this one checks or refines; null for none
 * @param coefficients how many were enumerated
 * @param candidates how many distinct networks they build
 * @param bestTop1 the best mean validation top-1 so far, from 0 to 1
 */
public record SearchView(
        long id,
        String name,
        SearchState state,
        boolean paused,
        String baseline,
        String dataset,
        String engine,
        DeviceKind device,
        Precision precision,
        boolean deterministic,
        List<String> labels,
        int priority,
        @Nullable Long follows,
        int coefficients,
        long candidates,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        SearchProgress progress,
        @Nullable Double bestTop1,
        List<String> warnings,
        @Nullable String error) {}
