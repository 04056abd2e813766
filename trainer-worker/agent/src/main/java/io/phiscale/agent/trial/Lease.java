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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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

    private static final int LOOKS_PER_BEAT = 10;
    private static final int TRIES_PER_BEAT = 2;
    private static final long SHORTEST_TRY = 1_000;
    private static final int THREADS = 2;

    private final Claim claim;
    private final Coordinator coordinator;
    private final Holder holder;
    private final ScheduledExecutorService beats;
    private volatile double fraction;
    private volatile boolean lost;
    private volatile boolean stopped;
    /** When the last write that was answered was sent: the coordinator counts from some moment after it. */
    private final AtomicLong renewed;

    private long nextBeat = System.nanoTime();

    /** Who has the right. Both may be called from any thread, and more than once. */
    interface Holder {
        /** It is gone: end at once, and report nothing more. */
        void lost();

        /** It is wanted back: write down how far the training is, and give it back. */
        void wantedBack();
    }

    /** @param asked when the claim was asked for, by {@link System#nanoTime}: the lease runs from some moment after it */
    Lease(Claim claim, long asked, Coordinator coordinator, Holder holder) {
        this.claim = claim;
        this.renewed = new AtomicLong(asked);
        this.coordinator = coordinator;
        this.holder = holder;
        this.beats = Executors.newScheduledThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "heartbeat-" + claim.trial());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The first heartbeat goes out at once: the answer to the claim may have been long on its way. */
    void start() {
        long look = Math.max(1, interval().toMillis() / LOOKS_PER_BEAT);
        ScheduledFuture<?> unusedBeats = beats.scheduleWithFixedDelay(this::beat, 0, look, TimeUnit.MILLISECONDS);
        // On the other thread: a heartbeat may wait for its answer longer than the lease lasts.
        ScheduledFuture<?> unusedDeadline =
                beats.scheduleWithFixedDelay(this::loseIfTooOld, look, look, TimeUnit.MILLISECONDS);
    }

    private Duration interval() {
        return Duration.ofMillis(TimeUnit.SECONDS.toMillis(claim.leaseSeconds()) / BEATS);
    }

    /** One that is not answered is sent again soon: some may be lost before the lease is. */
    private Duration patience() {
        return Duration.ofMillis(Math.max(SHORTEST_TRY, interval().toMillis() / TRIES_PER_BEAT));
    }

    private void beat() {
        long now = System.nanoTime();
        // A lease that was given up must not be renewed: nobody trains under it any more.
        if (lost || now - nextBeat < 0) {
            return;
        }
        try {
            var heartbeat = new Heartbeat(claim.token(), fraction);
            write(() -> coordinator.heartbeat(claim.trial(), heartbeat, patience()));
            nextBeat = now + interval().toNanos();
        } catch (CoordinatorUnreachableException unreachable) {
            LOG.warn("trial {}: heartbeat failed: {}", claim.trial(), unreachable.getMessage());
        } catch (CoordinatorRefusedException refused) {
            lose(refused.getMessage());
        } catch (RuntimeException unexpected) {
            // The executor would beat no more, in silence.
            LOG.error("trial {}: heartbeats broke off", claim.trial(), unexpected);
            lose("heartbeats broke off");
        }
    }

    private void loseIfTooOld() {
        if (System.nanoTime() - renewed.get()
                > interval().multipliedBy(BEATS - 1).toNanos()) {
            lose("no heartbeat was answered for too long");
        }
    }

    void progress(double done) {
        fraction = done;
    }

    /** Makes a write under this lease, which renews it or, where the coordinator says stop, ends it. */
    void write(Supplier<Command> write) {
        long sent = System.nanoTime();
        Command command = write.get();
        // Never back: a file may have been on its way for longer than several heartbeats.
        renewed.accumulateAndGet(sent, (last, own) -> own - last > 0 ? own : last);
        switch (command) {
            case CONTINUE -> {}
            case RELEASE -> holder.wantedBack();
            case STOP -> stop();
        }
    }

    private synchronized void stop() {
        // After the fence, it may only mean that somebody else has the trial by now.
        stopped |= !lost;
        lose("the coordinator said stop");
    }

    synchronized void lose(String why) {
        if (!lost) {
            LOG.info("trial {}: given up: {}", claim.trial(), why);
            lost = true;
            holder.lost();
        }
    }

    boolean isLost() {
        return lost;
    }

    /** Whether it was lost because the coordinator said stop: then nobody there waits for a word from its holder. */
    boolean wasStopped() {
        return stopped;
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
