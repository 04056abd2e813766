package io.phiscale.trainer.process;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.loop.EventSink;
import java.util.Optional;

/** Passes events on up to the one that ends a training, and drops what another thread may say after it. Thread-safe. */
final class UntilTheLast implements EventSink {
    private final EventSink events;
    private Optional<Ending> ending = Optional.empty();

    UntilTheLast(EventSink events) {
        this.events = events;
    }

    @Override
    public synchronized void emit(TrainerEvent event) {
        if (ending.isEmpty()) {
            events.emit(event);
            ending = endingAfter(event);
        }
    }

    /** @return how the training ended: with this event, or with another that came first */
    synchronized Ending endWith(TrainerEvent last) {
        emit(last);
        return ending.orElseThrow();
    }

    private static Optional<Ending> endingAfter(TrainerEvent event) {
        if (event instanceof TrainerEvent.Done) {
            return Optional.of(Ending.DONE);
        }
        if (event instanceof TrainerEvent.Stopped) {
            return Optional.of(Ending.STOPPED);
        }
        return event instanceof TrainerEvent.Failed ? Optional.of(Ending.FAILED) : Optional.empty();
    }
}
