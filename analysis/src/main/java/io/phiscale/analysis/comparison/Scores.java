package io.phiscale.analysis.comparison;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Map;

/**
 * What a candidate's trainings scored.
 *
 * @param candidate its fingerprint
 * @param bySeed accuracies or rewards; equal seeds of two candidates saw the same data order and augmentation
 */
public record Scores(String candidate, Map<Long, Double> bySeed) {
    public Scores {
        bySeed = Map.copyOf(bySeed);
        if (bySeed.isEmpty()) {
            throw new InvalidValueException("scores", "none", "the score of one seed or more");
        }
    }
}
