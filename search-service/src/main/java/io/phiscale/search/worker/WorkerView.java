package io.phiscale.search.worker;

import java.time.Instant;
import java.util.List;

/**
 * A worker as people see it.
 *
 * @param memory that one of its trainers may use, in bytes
 * @param present whether it was heard of within a lease
 * @param running trials that it holds
 * @param finished trials that ended well on it
 */
public record WorkerView(
        String name,
        List<String> engines,
        int slots,
        long memory,
        Instant firstSeen,
        Instant lastSeen,
        boolean present,
        List<Long> running,
        long finished,
        long failedAttempts) {}
