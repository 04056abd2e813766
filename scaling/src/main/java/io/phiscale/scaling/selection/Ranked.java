package io.phiscale.scaling.selection;

import io.phiscale.scaling.candidate.Candidate;
import java.util.List;

/**
 * A candidate's place in a ranking.
 *
 * @param top1 validation accuracy for each seed, from 0 to 1
 * @param score mean over seeds of the search's objective, in its unit
 * @param scoreError standard error of that mean; NaN for a single seed
 */
public record Ranked(Candidate candidate, List<Double> top1, double score, double scoreError) {
    public Ranked {
        top1 = List.copyOf(top1);
    }

    static Ranked of(Measurement measurement, Objective objective) {
        Candidate candidate = measurement.candidate();
        List<Double> scores = measurement.top1().stream()
                .map(accuracy -> objective.score(accuracy, candidate.costRatio()))
                .toList();
        return new Ranked(candidate, measurement.top1(), mean(scores), deviation(scores) / Math.sqrt(scores.size()));
    }

    public int seeds() {
        return top1.size();
    }

    /** Mean validation top-1 over seeds. */
    public double meanTop1() {
        return mean(top1);
    }

    /** Sample standard deviation of top-1 over seeds; NaN for a single seed. */
    public double deviation() {
        return deviation(top1);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double deviation(List<Double> values) {
        if (values.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
