package io.phiscale.chaos;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes that arrive once somebody else has the trial. Of every lease, the network keeps a copy of the latest write of
 * each kind; and of some, it keeps the result itself and all that follows, so that there are results that come too late.
 */
final class Stragglers {
    private static final double LOST = 0.05;

    private record Lease(long trial, long token) {}

    private record Copy(long token, AgentRequest request) {}

    final AtomicInteger lostResults = new AtomicInteger();
    private final Random random;
    private final Map<Long, Map<Write.Kind, Copy>> copies = new ConcurrentHashMap<>();
    private final Set<Lease> lost = ConcurrentHashMap.newKeySet();

    Stragglers(long seed) {
        this.random = new Random(seed);
    }

    /** @return whether this write gets through now */
    boolean letThrough(Write write, AgentRequest request) {
        copies.compute(write.trial(), (trial, before) -> {
            Map<Write.Kind, Copy> kinds = before == null ? new EnumMap<>(Write.Kind.class) : before;
            kinds.put(write.kind(), new Copy(write.token(), request));
            return kinds;
        });
        Lease lease = new Lease(write.trial(), write.token());
        if (write.kind() == Write.Kind.RESULT && random.nextDouble() < LOST && lost.add(lease)) {
            lostResults.incrementAndGet();
        }
        return !lost.contains(lease);
    }

    /** @return what is left of earlier leases of a trial that has just been given out */
    List<AgentRequest> overtakenBy(long trial, long token) {
        Map<Write.Kind, Copy> kinds = copies.remove(trial);
        Collection<Copy> all = kinds == null ? List.of() : kinds.values();
        return all.stream()
                .filter(copy -> copy.token() < token)
                .map(Copy::request)
                .toList();
    }

    /** It is over: nobody else will be given it. */
    void forget(long trial) {
        copies.remove(trial);
    }

    /** All get through from now on. */
    void release() {
        lost.clear();
    }
}
