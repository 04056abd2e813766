package io.phiscale.search.preview;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.search.estimate.Effort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search that is not submitted yet.
 *
 * @param strategy such as {@code grid}
 * @param warnings as the search would have them
 * @param alternatives what the other strategies would train instead, by their defaults
 */
public record PreviewView(
        String name,
        String strategy,
        Networks networks,
        Effort effort,
        List<String> warnings,
        List<Alternative> alternatives) {

    /**
     * @param candidates to be trained
     * @param distinct networks that the candidates are taken of
     * @param coefficients that build the candidates
     */
    public record Networks(int candidates, int distinct, int coefficients, CostRatio costRatio) {
        static Networks of(CandidateSet set) {
            return new Networks(
                    set.candidates().size(), set.distinct(), set.coefficients(), CostRatio.of(set.candidates()));
        }
    }

    /** Realised multiply-adds over the baseline's, of all candidates. */
    public record CostRatio(double least, double mean, double most) {
        static CostRatio of(List<Candidate> candidates) {
            var ratios = candidates.stream().mapToDouble(Candidate::costRatio).summaryStatistics();
            return new CostRatio(ratios.getMin(), ratios.getAverage(), ratios.getMax());
        }
    }

    /**
     * @param networks null where there are none
     * @param problem why, in words; null where there are some
     */
    public record Alternative(String strategy, @Nullable Networks networks, @Nullable String problem) {}
}
