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
 * @param controls in the order of baseline, deeper, wider, finer, published; none where the search did without
 * @param spreads a middle and the largest model of the ladder; none where a single set of coefficients builds the winner
 * @param surface null in searches from before there was one
 */
public record SelectionView(
        long candidate,
        String fingerprint,
        Coefficients coefficients,
        Intervals intervals,
        boolean separated,
        String explanation,
        @Nullable Comparison comparison,
        List<Agreement> agreements,
        @Nullable SurfaceView surface,
        List<ControlView> controls,
        List<SpreadView> spreads,
        Instant selectedAt) {

    /** @param words the same as a sentence */
    public record Agreement(
            int fewEpochs,
            int moreEpochs,
            int candidates,
            double correlation,
            RankAgreement.@Nullable Interval interval,
            List<RankAgreement.Move> moves,
            String words) {
        static Agreement of(RankAgreement agreement) {
            String words = agreement.inWords();
            return new Agreement(
                    agreement.fewEpochs(),
                    agreement.moreEpochs(),
                    agreement.candidates(),
                    agreement.correlation(),
                    agreement.interval(),
                    agreement.moves(),
                    Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".");
        }
    }

    public record Intervals(Interval alpha, Interval beta, Interval gamma) {}

    public record Interval(double least, double most) {}
}
