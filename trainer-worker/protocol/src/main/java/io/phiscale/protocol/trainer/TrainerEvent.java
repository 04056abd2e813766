package io.phiscale.protocol.trainer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.Objects;

/**
 * What a trainer process writes on its standard output: one event a line. Exactly one of done, failed and stopped comes
 * last. JSON may leave anything out: an event that lacks what it is about cannot be made.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainerEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = TrainerEvent.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = TrainerEvent.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = TrainerEvent.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = TrainerEvent.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = TrainerEvent.Done.class, name = "done"),
    @JsonSubTypes.Type(value = TrainerEvent.Failed.class, name = "failed")
})
public sealed interface TrainerEvent {

    /**
     * The network is built and the data read; training begins, or goes on.
     *
     * @param fraction of the whole training that a checkpoint brought with it; 0 without one
     */
    record Started(long parameters, double fraction) implements TrainerEvent {
        public Started {
            Require.between("fraction", fraction, 0, 1);
        }
    }

    /** @param fraction of the whole training that is done, from 0 to 1 */
    record Progress(double fraction) implements TrainerEvent {
        public Progress {
            Require.between("fraction", fraction, 0, 1);
        }
    }

    record Epoch(EpochMetrics metrics) implements TrainerEvent {
        public Epoch {
            Objects.requireNonNull(metrics, "metrics");
        }
    }

    /**
     * A file from which this training can go on, on any machine, as if it had never stopped. It is complete, and whoever
     * reads this event may take it away.
     *
     * @param sha256 of the file, in hexadecimal digits
     * @param size in bytes
     * @param epochs that are done in it
     * @param fraction of the whole training that is done in it, from 0 to 1
     */
    record Checkpoint(String file, String sha256, long size, int epochs, double fraction) implements TrainerEvent {
        public Checkpoint {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(sha256, "sha256");
            if (size < 1) {
                throw new InvalidValueException("size", size, "a number of bytes above 0");
            }
            Require.between("epochs", epochs, 0, Integer.MAX_VALUE);
            Require.between("fraction", fraction, 0, 1);
        }
    }

    /** It was asked to; what it had done stands in its last checkpoint. */
    record Stopped() implements TrainerEvent {}

    record Done(TrialResult result) implements TrainerEvent {
        public Done {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(result.validation(), "validation");
            Objects.requireNonNull(result.test(), "test");
        }
    }

    /** @param message for the user: what was given, what is allowed, what to do */
    record Failed(ErrorCode code, String message) implements TrainerEvent {
        public Failed {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
