package io.phiscale.chaos;

/** What can go wrong, and how often against the others. */
enum Kind {
    AGENT_KILLED(4),
    AGENT_FROZEN(4),
    AGENT_DRAINED(4),
    AGENT_CUT_OFF(2),
    AGENT_REQUESTS_SWALLOWED(2),
    AGENT_ANSWERS_SWALLOWED(2),
    COORDINATOR_KILLED(1),
    COORDINATOR_FROZEN(1),
    COORDINATOR_STOPPED(1),
    COORDINATOR_REQUESTS_SWALLOWED(1),
    COORDINATOR_ANSWERS_SWALLOWED(1),
    CONNECTIONS_CUT(3),
    POSTGRES_RESTARTED_FAST(1),
    POSTGRES_RESTARTED_IMMEDIATELY(1),
    POSTGRES_CUT_OFF(1),
    POSTGRES_REQUESTS_SWALLOWED(1),
    POSTGRES_ANSWERS_SWALLOWED(1),
    DISK_FULL(2),
    SEARCH_PAUSED(3);

    final int weight;

    Kind(int weight) {
        this.weight = weight;
    }
}
