package io.phiscale.search.selection;

import io.phiscale.scaling.coefficient.Coefficients;
import java.time.Instant;

/**
 * The chosen coefficients.
 *
 * @param intervals of all coefficients that build the winner
 * @param separated whether the winner's lead is more than noise
 */
public record SelectionView(
        long candidate,
        String fingerprint,
        Coefficients coefficients,
        Intervals intervals,
        boolean separated,
        String explanation,
        Instant selectedAt) {

    public record Intervals(Interval alpha, Interval beta, Interval gamma) {}

    public record Interval(double least, double most) {}
}
