package io.phiscale.agent.trial;

import io.phiscale.agent.coordinator.Coordinator;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.coordinator.CoordinatorUnreachableException;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.Heartbeat;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to one trial. Heartbeats, on a thread of their own, keep it; it is lost for good once the coordinator says
 * stop, or once it might have expired without our knowing: then whoever holds it must report nothing more.
 */
final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    /** A lease of 60 s is beaten every 10 s, and given up by its holder after 50 s without an answer. */
    private static final int BEATS = 6;

    private final Claim claim;
    private final Coordinator coordinator;
    private final Runnable whenLost;
    private final ScheduledExecutorService beats;
    private volatile double fraction;
    private volatile boolean lost;
    private volatile long lastAnswer = System.nanoTime();

    Lease(Claim claim, Coordinator coordinator, Runnable whenLost) {
        this.claim = claim;
        this.coordinator = coordinator;
        this.whenLost = whenLost;
        this.beats = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "heartbeat-" + claim.trial());
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(Duration interval) {
        ScheduledFuture<?> unused = beats.scheduleWithFixedDelay(
                this::beat, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    Duration interval() {
        return Duration.ofMillis(TimeUnit.SECONDS.toMillis(claim.leaseSeconds()) / BEATS);
    }

    private void beat() {
        try {
            obey(coordinator.heartbeat(claim.trial(), new Heartbeat(claim.token(), fraction)));
        } catch (CoordinatorUnreachableException unreachable) {
            LOG.warn("trial {}: heartbeat failed: {}", claim.trial(), unreachable.getMessage());
            if (System.nanoTime() - lastAnswer
                    > interval().multipliedBy(BEATS - 1).toNanos()) {
                lose("no heartbeat was answered for too long");
            }
        } catch (CoordinatorRefusedException refused) {
            lose(refused.getMessage());
        } catch (RuntimeException unexpected) {
            // The executor would beat no more, in silence.
            LOG.error("trial {}: heartbeats broke off", claim.trial(), unexpected);
            lose("heartbeats broke off");
        }
    }

    void progress(double done) {
        fraction = done;
    }

    /** What the coordinator answered to any write. */
    void obey(Command command) {
        lastAnswer = System.nanoTime();
        if (command == Command.STOP) {
            lose("the coordinator said stop");
        }
    }

    private void lose(String why) {
        if (!lost) {
            LOG.info("trial {}: given up: {}", claim.trial(), why);
            lost = true;
            whenLost.run();
        }
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
