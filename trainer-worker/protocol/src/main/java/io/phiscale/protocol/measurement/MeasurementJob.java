package io.phiscale.protocol.measurement;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.Require;
import java.util.Objects;

/**
 * What a trainer that measures its speed reads, as one JSON line, from its standard input.
 *
 * @param secondsPerRun about; a run is never less than two steps
 */
public record MeasurementJob(
        Architecture architecture, int batchSize, int runs, double secondsPerRun, Precision precision) {
    public static final int MOST_IMAGES = 65_536;

    public MeasurementJob {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(precision, "precision");
        Require.between("batch", batchSize, 1, MOST_IMAGES);
        Require.between("runs", runs, 1, 1_000);
        Require.between("seconds", secondsPerRun, 0.01, 600);
    }
}
