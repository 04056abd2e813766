package io.phiscale.analysis.selection;

import io.phiscale.scaling.candidate.Candidate;
import java.util.Collection;
import java.util.List;

/**
 * A candidate's place in a ranking.
 *
 * @param measurement what it came to
 * @param score mean over seeds of the search's objective, in its unit; at the last rung adjusted for the seeds that it
 *     lacks
 * @param isContender whether it may be the best for all that is known; false below the last rung
 */
public record Ranked(Measurement measurement, double score, boolean isContender) {
    public Candidate candidate() {
        return measurement.candidate();
    }

    public int rung() {
        return measurement.rung();
    }

    /** Validation accuracies in the order of the seeds, from 0 to 1. */
    public List<Double> top1() {
        return List.copyOf(measurement.top1().values());
    }

    public int seeds() {
        return measurement.top1().size();
    }

    /** Mean validation top-1 over seeds. */
    public double meanTop1() {
        return mean(measurement.top1().values());
    }

    /** Sample standard deviation of top-1 over seeds; NaN for a single seed. */
    public double deviation() {
        double mean = meanTop1();
        double squares = measurement.top1().values().stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return seeds() < 2 ? Double.NaN : Math.sqrt(squares / (seeds() - 1));
    }

    static double mean(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
