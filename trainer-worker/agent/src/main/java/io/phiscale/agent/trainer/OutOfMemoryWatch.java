package io.phiscale.agent.trainer;

/** Notices whether the kernel has killed a process for lack of memory since this was made. */
final class OutOfMemoryWatch {
    private final OutOfMemoryKills kills;
    private final long before;

    OutOfMemoryWatch(OutOfMemoryKills kills) {
        this.kills = kills;
        this.before = kills.count();
    }

    boolean sawKill() {
        return kills.count() > before;
    }
}
