package io.phiscale.agent.measure;

/** A trainer could not measure. Its message says why, for the user. */
public final class MeasurementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MeasurementException(String message) {
        super(message);
    }
}
