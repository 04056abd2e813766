package io.phiscale.search.selection;

import io.phiscale.analysis.agreement.RankAgreement;
import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.scaling.coefficient.Coefficients;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chosen coefficients.
 *
 * @param intervals of all coefficients that build the winner
 * @param separated whether the winner's lead is more than noise
 * @param comparison of all candidates of the last rung; null in searches from before there was one
 * @param agreements between each two rungs
 */
public record SelectionView(
        long candidate,
        String fingerprint,
        Coefficients coefficients,
        Intervals intervals,
        boolean separated,
        String explanation,
        @Nullable Comparison comparison,
        List<RankAgreement> agreements,
        Instant selectedAt) {

    public record Intervals(Interval alpha, Interval beta, Interval gamma) {}

    public record Interval(double least, double most) {}
}
