package io.phiscale.search.worker;

import io.phiscale.search.configuration.PhiscaleProperties;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks again until there is an answer, the time is up, or the coordinator ends. No connection is held between two looks,
 * but a thread is: where too many wait already, the first look has to do.
 */
@Component
class LongPoll {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore waiting;
    private final long milliseconds;

    /** @param threads of the web server; half of them are for everything else */
    LongPoll(PhiscaleProperties properties, @Value("${server.tomcat.threads.max:200}") int threads) {
        this.milliseconds = properties.worker().poll().toMillis();
        this.waiting = new Semaphore(Math.max(1, threads / 2));
    }

    <T> Optional<T> await(Supplier<Optional<T>> question, int seconds) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            return question.get();
        }
        try {
            return ask(question, seconds);
        } finally {
            waiting.release();
        }
    }

    private <T> Optional<T> ask(Supplier<Optional<T>> question, int seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (closing.getCount() > 0) {
            Optional<T> answer = question.get();
            if (answer.isPresent() || System.nanoTime() >= end) {
                return answer;
            }
            // With jitter: idle workers must not ask in step.
            long pause = ThreadLocalRandom.current().nextLong(milliseconds / 2, milliseconds + 1);
            if (closing.await(pause, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Workers that wait must not keep the coordinator from ending. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }
}
