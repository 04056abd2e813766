package io.phiscale.search.worker;

import io.phiscale.protocol.engine.Device;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker as people see it.
 *
 * @param memory that one of its trainers may use, in bytes
 * @param labels that searches may ask for
 * @param present whether it was heard of within a lease
 * @param running trials that it holds
 * @param finished trials that ended well on it
 * @param putAsideUntil null unless it failed too often in a row, and is given nothing until then
 * @param putAsideBecause what it failed with last
 */
public record WorkerView(
        String name,
        List<String> engines,
        int slots,
        Device device,
        long memory,
        List<String> labels,
        Instant firstSeen,
        Instant lastSeen,
        boolean present,
        List<Long> running,
        long finished,
        long failedAttempts,
        @Nullable Instant putAsideUntil,
        @Nullable String putAsideBecause) {}
