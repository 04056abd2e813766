package io.phiscale.scaling.selection;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;

/**
 * What a candidate's trainings came to.
 *
 * @param top1 validation accuracy for each seed, from 0 to 1; never the test split's
 */
public record Measurement(Candidate candidate, List<Double> top1) {
    public Measurement {
        top1 = List.copyOf(top1);
        if (top1.isEmpty()) {
            throw new InvalidValueException("top1", "empty", "one accuracy or more");
        }
    }
}
