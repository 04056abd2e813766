package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainerEvent;

/** Says how much of a training is done, at most four times a second. */
final class ProgressMeter {
    private static final long NANOS_BETWEEN = 250_000_000;

    private final EventSink events;
    private final NanoClock clock;
    private final Workload workload;
    private double done;
    private long lastEmitted;

    /** @param done before this process began */
    ProgressMeter(EventSink events, NanoClock clock, Workload workload, double done) {
        this.events = events;
        this.clock = clock;
        this.workload = workload;
        this.done = done;
        this.lastEmitted = clock.nanoTime();
    }

    /** Whether the next to be done is reported. */
    boolean isDue() {
        return clock.nanoTime() - lastEmitted >= NANOS_BETWEEN;
    }

    void trainedOneStep() {
        advance(workload.step());
    }

    void evaluated(int images) {
        advance(images);
    }

    private void advance(double work) {
        done += work;
        long now = clock.nanoTime();
        if (now - lastEmitted >= NANOS_BETWEEN) {
            lastEmitted = now;
            events.emit(new TrainerEvent.Progress(workload.fraction(done)));
        }
    }
}
