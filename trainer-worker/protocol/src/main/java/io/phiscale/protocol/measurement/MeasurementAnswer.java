package io.phiscale.protocol.measurement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.phiscale.protocol.error.ErrorCode;
import java.util.Objects;

/** What a trainer that measures its speed writes, as one JSON line, on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MeasurementAnswer.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = MeasurementAnswer.Failed.class, name = "failed")
})
public sealed interface MeasurementAnswer {

    record Measured(TrainingSpeed speed) implements MeasurementAnswer {
        public Measured {
            Objects.requireNonNull(speed, "speed");
        }
    }

    /** @param message for the user: what was given, what is allowed, what to do */
    record Failed(ErrorCode code, String message) implements MeasurementAnswer {
        public Failed {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
