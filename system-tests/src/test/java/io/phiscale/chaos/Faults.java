package io.phiscale.chaos;

import io.phiscale.chaos.Link.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Faults in an order that a seed decides, each undone after a while of its own; several may be at work at once. */
final class Faults {
    private static final int LEAST_SECONDS = 3;
    private static final int MOST_SECONDS = 8;
    /** Longer than a lease lasts, and longer than agents, coordinators and the pools of connections wait for an answer. */
    private static final int LEAST_LONG_SECONDS = 11;

    private static final int MOST_LONG_SECONDS = 14;
    private static final double LONG = 0.25;

    private final Cluster cluster;
    private final History history;
    private final Random random;
    private final Schedule schedule;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(16);
    private final Lock postgres = new ReentrantLock();

    Faults(Cluster cluster, History history, long seed) {
        this.cluster = cluster;
        this.history = history;
        this.random = new Random(seed);
        Set<Kind> kinds = EnumSet.allOf(Kind.class);
        if (!cluster.disk.isSmall()) {
            kinds.remove(Kind.DISK_FULL);
        }
        this.schedule = new Schedule(List.copyOf(kinds), random);
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    /** Whether every kind that is possible here has been at work. */
    boolean haveAllHappened() {
        return schedule.hasHadEach();
    }

    /** Lets the next one happen. @return for how many milliseconds to wait before another one */
    long next() {
        Kind kind = schedule.next();
        counts.merge(kind, 1, Integer::sum);
        int seconds = random.nextDouble() < LONG
                ? random.nextInt(LEAST_LONG_SECONDS, MOST_LONG_SECONDS + 1)
                : random.nextInt(LEAST_SECONDS, MOST_SECONDS + 1);
        cluster.note("fault %s, %d s".formatted(kind, seconds));
        begin(kind, seconds);
        return 1_500L + random.nextInt(2_500);
    }

    private void begin(Kind kind, int seconds) {
        switch (kind) {
            case AGENT_KILLED -> one(cluster.agents).kill();
            case AGENT_FROZEN -> frozen(one(cluster.agents), seconds);
            case AGENT_DRAINED -> one(cluster.agents).askToEnd();
            case AGENT_CUT_OFF -> swallow(cluster.fromAgents, Direction.BOTH, seconds);
            case AGENT_REQUESTS_SWALLOWED -> swallow(cluster.fromAgents, Set.of(Direction.REQUESTS), seconds);
            case AGENT_ANSWERS_SWALLOWED -> swallow(cluster.fromAgents, Set.of(Direction.ANSWERS), seconds);
            case COORDINATOR_KILLED -> one(cluster.coordinators).kill();
            case COORDINATOR_FROZEN -> frozen(one(cluster.coordinators), seconds);
            case COORDINATOR_STOPPED -> one(cluster.coordinators).askToEnd();
            case COORDINATOR_REQUESTS_SWALLOWED -> swallow(cluster.toCoordinators, Set.of(Direction.REQUESTS), seconds);
            case COORDINATOR_ANSWERS_SWALLOWED -> swallow(cluster.toCoordinators, Set.of(Direction.ANSWERS), seconds);
            case CONNECTIONS_CUT ->
                one(Stream.of(cluster.fromAgents, cluster.toCoordinators, cluster.toPostgres)
                                .flatMap(List::stream)
                                .toList())
                        .cut();
            case POSTGRES_RESTARTED_FAST -> later(0, () -> restart(cluster.postgres::restartFast));
            case POSTGRES_RESTARTED_IMMEDIATELY -> later(0, () -> restart(cluster.postgres::restartImmediately));
            case POSTGRES_CUT_OFF -> swallow(cluster.toPostgres, Direction.BOTH, seconds);
            case POSTGRES_REQUESTS_SWALLOWED -> swallow(cluster.toPostgres, Set.of(Direction.REQUESTS), seconds);
            case POSTGRES_ANSWERS_SWALLOWED -> swallow(cluster.toPostgres, Set.of(Direction.ANSWERS), seconds);
            case DISK_FULL -> later(0, () -> fillDisk(seconds));
            case SEARCH_PAUSED -> later(0, () -> pause(seconds));
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void frozen(Program program, int seconds) {
        program.freeze();
        // Past the lease, however short it was drawn.
        later(LEAST_SECONDS + seconds, program::thaw);
    }

    private void swallow(List<Link> links, Set<Direction> directions, int seconds) {
        Link link = one(links);
        link.swallow(directions);
        later(seconds, link::heal);
    }

    /** What happens while somebody else does it already happens after it. */
    private void restart(Restart how) {
        postgres.lock();
        try {
            cluster.note("postgres goes down");
            how.run();
            cluster.note("postgres is back");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            postgres.unlock();
        }
    }

    private interface Restart {
        void run() throws IOException;
    }

    private void fillDisk(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try {
            while (System.nanoTime() < end) {
                cluster.disk.fill();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            cluster.disk.free();
        }
    }

    private void pause(int seconds) {
        try {
            while (!pauseBusiestSearch() && !later.isShutdown()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            TimeUnit.SECONDS.sleep(seconds);
            // Coordinators may be away for long; after the last fault, the test itself sees to it.
            while (!resumeSearches() && !later.isShutdown()) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pauseBusiestSearch() {
        OptionalLong search = history.busiestSearch();
        return search.isPresent() && cluster.api.pause(search.getAsLong());
    }

    /** @return whether all go on, also those that a frozen coordinator paused too late */
    boolean resumeSearches() {
        try {
            List<String> paused = history.list("select id from search where paused");
            paused.forEach(search -> cluster.api.resume(Long.parseLong(search)));
            return paused.isEmpty();
        } catch (SQLException away) {
            return false;
        }
    }

    private void later(int seconds, Runnable what) {
        ScheduledFuture<?> unused = later.schedule(
                () -> {
                    try {
                        what.run();
                        cluster.note("a fault was undone");
                    } catch (RuntimeException failed) {
                        failed.printStackTrace();
                        throw failed;
                    }
                },
                seconds,
                TimeUnit.SECONDS);
    }

    /** No more faults; those at work are undone. */
    void end() throws InterruptedException {
        later.shutdown();
        if (!later.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("some faults could not be undone");
        }
        cluster.heal();
    }
}
