package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainerEvent;

/** Says how much of a training is done, at most four times a second. */
final class ProgressMeter {
    private static final long NANOS_BETWEEN = 250_000_000;
    /** Forward and backward pass against forward pass alone. */
    private static final int TRAINING_WEIGHT = 3;

    private final EventSink events;
    private final NanoClock clock;
    private final double total;
    private double done;
    private long lastEmitted;

    /**
     * @param trained images that all epochs train on
     * @param evaluated images that all evaluations look at
     */
    ProgressMeter(EventSink events, NanoClock clock, long trained, long evaluated) {
        this.events = events;
        this.clock = clock;
        this.total = (double) TRAINING_WEIGHT * trained + evaluated;
        this.lastEmitted = clock.nanoTime();
    }

    void trained(int images) {
        advance((double) TRAINING_WEIGHT * images);
    }

    void evaluated(int images) {
        advance(images);
    }

    private void advance(double work) {
        done += work;
        long now = clock.nanoTime();
        if (now - lastEmitted >= NANOS_BETWEEN) {
            lastEmitted = now;
            events.emit(new TrainerEvent.Progress(Math.min(1, done / total)));
        }
    }
}
