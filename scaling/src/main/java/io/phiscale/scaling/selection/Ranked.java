package io.phiscale.scaling.selection;

import io.phiscale.scaling.candidate.Candidate;
import java.util.List;

/**
 * A candidate's place in a ranking.
 *
 * @param mean validation top-1 over seeds
 * @param deviation sample standard deviation over seeds; NaN for a single seed
 * @param score by the search's objective
 */
public record Ranked(Candidate candidate, double mean, double deviation, int seeds, double score) {

    static Ranked of(Measurement measurement, Objective objective) {
        List<Double> top1 = measurement.top1();
        double mean = top1.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = top1.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = top1.size() > 1 ? Math.sqrt(squares / (top1.size() - 1)) : Double.NaN;
        double score = objective.score(mean, measurement.candidate().costRatio());
        return new Ranked(measurement.candidate(), mean, deviation, top1.size(), score);
    }

    /** Standard error of the mean; NaN for a single seed. */
    public double standardError() {
        return deviation / Math.sqrt(seeds);
    }
}
