package io.phiscale.trainer.loop;

import io.phiscale.protocol.trainer.TrainerEvent;

/** Takes the events of a training, in order. */
@FunctionalInterface
public interface EventSink {
    void emit(TrainerEvent event);
}
