package io.phiscale.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Faults in an order that a seed decides, each undone after a while of its own; several may be at work at once. */
final class Faults {
    enum Kind {
        AGENT_KILLED(5),
        AGENT_FROZEN(3),
        COORDINATOR_KILLED(1),
        COORDINATOR_FROZEN(1),
        POSTGRES_RESTARTED_FAST(1),
        POSTGRES_RESTARTED_IMMEDIATELY(1),
        CONNECTIONS_CUT(3),
        REQUESTS_SWALLOWED(2),
        ANSWERS_SWALLOWED(2),
        POSTGRES_UNREACHABLE(1),
        DISK_FULL(2);

        /** How often, against the others. */
        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    private final Cluster cluster;
    private final Random random;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private final Lock postgres = new ReentrantLock();

    Faults(Cluster cluster, long seed) {
        this.cluster = cluster;
        this.random = new Random(seed);
    }

    Map<Kind, Integer> counts() {
        return counts;
    }

    /** Lets the next one happen. @return for how many milliseconds to wait before another one */
    long next() {
        Kind kind = draw();
        counts.merge(kind, 1, Integer::sum);
        cluster.note("fault " + kind);
        int seconds = 3 + random.nextInt(6);
        switch (kind) {
            case AGENT_KILLED -> one(cluster.agents).kill();
            case AGENT_FROZEN -> frozen(one(cluster.agents), 3 + seconds);
            case COORDINATOR_KILLED -> one(cluster.coordinators).kill();
            case COORDINATOR_FROZEN -> frozen(one(cluster.coordinators), 3 + seconds);
            case POSTGRES_RESTARTED_FAST -> restartPostgres(false);
            case POSTGRES_RESTARTED_IMMEDIATELY -> restartPostgres(true);
            case CONNECTIONS_CUT ->
                one(List.of(one(cluster.toCoordinators), one(cluster.toPostgres)))
                        .cut();
            case REQUESTS_SWALLOWED -> {
                Link link = one(cluster.toCoordinators);
                link.blackHoleRequests();
                undo(link::heal, seconds);
            }
            case ANSWERS_SWALLOWED -> {
                Link link = one(cluster.toCoordinators);
                link.blackHoleAnswers();
                undo(link::heal, seconds);
            }
            case POSTGRES_UNREACHABLE -> {
                Link link = one(cluster.toPostgres);
                link.blackHoleAnswers();
                undo(link::heal, seconds);
            }
            case DISK_FULL -> {
                cluster.disk.fill();
                undo(cluster.disk::free, seconds);
            }
        }
        return 1_500L + random.nextInt(2_500);
    }

    private Kind draw() {
        int sum = 0;
        for (Kind kind : Kind.values()) {
            sum += kind.weight;
        }
        int drawn = random.nextInt(sum);
        for (Kind kind : Kind.values()) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void frozen(Program program, int seconds) {
        program.freeze();
        undo(program::thaw, seconds);
    }

    private void restartPostgres(boolean immediately) {
        undo(
                () -> {
                    postgres.lock();
                    try {
                        cluster.note("postgres goes down");
                        if (immediately) {
                            cluster.postgres.restartImmediately();
                        } else {
                            cluster.postgres.restartFast();
                        }
                        cluster.note("postgres is back");
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    } finally {
                        postgres.unlock();
                    }
                },
                0);
    }

    private void undo(Runnable how, int seconds) {
        ScheduledFuture<?> unused = later.schedule(
                () -> {
                    try {
                        how.run();
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
