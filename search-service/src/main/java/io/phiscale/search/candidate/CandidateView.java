package io.phiscale.search.candidate;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.Control;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate as people see it.
 *
 * @param costRatio realised multiply-adds over the baseline's
 * @param rung the highest that it has a result of, from 0
 * @param seeds that have a result there
 * @param epochs that the longest of these trained in all; null while there is none
 * @param top1 mean validation top-1 over these seeds, from 0 to 1
 * @param deviation over those seeds; null for fewer than two
 * @param rank from 1, by the search's objective; null until the search is done
 * @param score by the search's objective; null until the search is done
 * @param contender whether it may be the best for all that is known; null until the search is done
 * @param control which one it is of those that compound scaling is held against; null for none
 * @param competes whether it may be chosen, and has a rank
 * @param state of its trials together
 * @param trials their ids, at every rung
 * @param latest of the trials of each seed, in the order of the seeds
 */
public record CandidateView(
        long id,
        String fingerprint,
        List<Alias> aliases,
        int resolution,
        Cost cost,
        double costRatio,
        int rung,
        int seeds,
        @Nullable Integer epochs,
        @Nullable Double top1,
        @Nullable Double deviation,
        @Nullable Integer rank,
        @Nullable Double score,
        @Nullable Boolean contender,
        Control.@Nullable Kind control,
        boolean competes,
        State state,
        List<Long> trials,
        List<Latest> latest) {

    /** @param product nominal: α·β²·γ², before rounding */
    public record Alias(double alpha, double beta, double gamma, double product) {}

    /** The trial of a seed that is at the highest rung. */
    public record Latest(long trial, long seed, int rung) {}

    /** In the order in which one hides another: a candidate of which one trial runs, runs. */
    public enum State {
        RUNNING,
        QUEUED,
        FAILED,
        DIVERGED,
        CANCELLED,
        STOPPED,
        DONE
    }
}
