package io.phiscale.analysis.selection;

import io.phiscale.analysis.comparison.Scores;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a candidate's trainings came to.
 *
 * @param rung the highest that it has a result of, from 0
 * @param top1 validation accuracy at that rung by seed, from 0 to 1; never the test split's
 * @param cost by the objective's indicator, in multiples of the baseline's
 * @param diverged whether one of them did, which counts as 0
 */
public record Measurement(Candidate candidate, int rung, SortedMap<Long, Double> top1, double cost, boolean diverged) {
    public Measurement {
        top1 = Collections.unmodifiableSortedMap(new TreeMap<>(top1));
        if (top1.isEmpty()) {
            throw new InvalidValueException("top1", "empty", "one accuracy or more");
        }
    }

    /** By the objective. */
    Scores scores(Objective objective) {
        return new Scores(
                candidate.fingerprint(),
                top1.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, accuracy -> objective.score(accuracy.getValue(), cost))));
    }
}
