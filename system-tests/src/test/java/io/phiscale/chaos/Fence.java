package io.phiscale.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the coordinators may answer, seen from between them and the agents: once a claim's answer has come by, no write of
 * an older token that is sent after it may be accepted. This needs no clock, and no trust in what the database stores: a
 * write that slips through may be stored under the newer token and look right there.
 */
final class Fence {
    private final Map<Long, Long> newest = new ConcurrentHashMap<>();
    private final Map<Write.Kind, Integer> stale = new EnumMap<>(Write.Kind.class);
    private final List<String> broken = new CopyOnWriteArrayList<>();

    /** The answer to a claim came by. */
    void given(long trial, long token) {
        newest.merge(trial, token, Math::max);
    }

    /** To be asked before a write is sent; the claim of a token that is never heard of again counts for nothing. */
    long newest(long trial) {
        return newest.getOrDefault(trial, 0L);
    }

    /** @param newestBefore the newest token when the write was sent */
    synchronized void answered(Write write, long newestBefore, boolean accepted) {
        if (write.token() < newestBefore) {
            stale.merge(write.kind(), 1, Integer::sum);
            if (accepted) {
                broken.add("%s of trial %d under token %d, although %d had been given out"
                        .formatted(write.kind(), write.trial(), write.token(), newestBefore));
            }
        }
    }

    /** Whether writes of every kind were sent too late. */
    synchronized boolean wasTried() {
        return stale.size() == Write.Kind.values().length;
    }

    /** How many writes were sent too late and answered, by kind. */
    synchronized Map<Write.Kind, Integer> stale() {
        return new EnumMap<>(stale);
    }

    /** Those that were accepted. */
    List<String> broken() {
        return List.copyOf(broken);
    }
}
