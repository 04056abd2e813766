package io.phiscale.protocol.trainer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.phiscale.protocol.error.ErrorCode;

/** What a trainer process writes on its standard output: one event a line. Exactly one done or failed comes last. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainerEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = TrainerEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = TrainerEvent.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = TrainerEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = TrainerEvent.Failed.class, name = "failed")
})
public sealed interface TrainerEvent {

    /** The network is built and the data read; training begins. */
    record Started(long parameters) implements TrainerEvent {}

    /** @param fraction of the whole training that is done, from 0 to 1 */
    record Progress(double fraction) implements TrainerEvent {}

    record Epoch(EpochMetrics metrics) implements TrainerEvent {}

    record Done(TrialResult result) implements TrainerEvent {}

    /** @param message for the user: what was given, what is allowed, what to do */
    record Failed(ErrorCode code, String message) implements TrainerEvent {}
}
