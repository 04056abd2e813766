package io.phiscale.search.worker;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.DatabaseAway;
import io.phiscale.search.trial.TrialClaims;
import jakarta.annotation.PreDestroy;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Agents for whom there was nothing yet. They hold neither a thread nor a connection: one thread looks at the queue for
 * all of them, in the order in which they came, until there is an answer, their time is up, or the coordinator ends.
 */
@Component
class WaitingClaims {
    /** Past the agent's own patience: it is answered before. */
    private static final long GRACE_SECONDS = 30;

    private final Claims claims;
    private final TrialClaims trials;
    private final long milliseconds;
    private final long longestWait;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "waiting-claims");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closing;

    WaitingClaims(Claims claims, TrialClaims trials, PhiscaleProperties properties) {
        this.claims = claims;
        this.trials = trials;
        this.milliseconds = properties.worker().poll().toMillis();
        // An agent counts its lease from when it asked: most of it must be left when the answer comes.
        this.longestWait = properties.worker().lease().toNanos() / 3;
        lookLater();
    }

    private record Waiting(ClaimRequest request, long end, DeferredResult<ResponseEntity<Claim>> answer) {
        boolean isOver() {
            return System.nanoTime() >= end;
        }
    }

    /** @return the answer to a claim for which there is nothing now */
    DeferredResult<ResponseEntity<Claim>> await(ClaimRequest request) {
        long patience = Math.min(TimeUnit.SECONDS.toNanos(request.waitSeconds()), longestWait);
        DeferredResult<ResponseEntity<Claim>> answer =
                new DeferredResult<>(TimeUnit.SECONDS.toMillis(request.waitSeconds() + GRACE_SECONDS));
        waiting.add(new Waiting(request, System.nanoTime() + patience, answer));
        if (closing) {
            sendAway();
        }
        return answer;
    }

    private void lookLater() {
        // With jitter: several coordinators must not look in step.
        long pause = ThreadLocalRandom.current().nextLong(milliseconds / 2, milliseconds + 1);
        ScheduledFuture<?> unused = looks.schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("CatchingUnchecked")
    private void look() {
        try {
            boolean any = !waiting.isEmpty() && trials.anyQueued();
            for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
                Waiting one = all.next();
                if (serve(one, any)) {
                    all.remove();
                }
            }
        } catch (Exception failed) {
            // Such as a database that is away: every agent hears of it, and asks again.
            answerAll(answer -> answer.setErrorResult(failed));
        } finally {
            lookLater();
        }
    }

    /** @return whether it has its answer, whatever that is */
    private boolean serve(Waiting one, boolean any) {
        try {
            // Somebody who was sent away meanwhile must not be given a trial.
            Optional<Claim> claim = any && !one.answer.isSetOrExpired() ? claims.claim(one.request) : Optional.empty();
            if (claim.isEmpty() && !one.isOver() && !one.answer.isSetOrExpired()) {
                return false;
            }
            if (!one.answer.setResult(claim.map(ResponseEntity::ok).orElseGet(WaitingClaims::nothing))) {
                // It was sent away at this very moment: nobody will hear of this lease.
                claim.ifPresent(claims::giveBack);
            }
        } catch (RuntimeException failed) {
            if (DatabaseAway.isWhy(failed)) {
                throw failed;
            }
            // The others need not hear of what is wrong with this one.
            one.answer.setErrorResult(failed);
        }
        return true;
    }

    static ResponseEntity<Claim> nothing() {
        return ResponseEntity.noContent().build();
    }

    private void answerAll(Consumer<DeferredResult<ResponseEntity<Claim>>> how) {
        for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
            how.accept(one.answer);
        }
    }

    private void sendAway() {
        answerAll(answer -> answer.setResult(nothing()));
    }

    /** Workers that wait must not keep the coordinator from ending. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
        sendAway();
    }

    @PreDestroy
    void stop() {
        looks.shutdownNow();
    }
}
