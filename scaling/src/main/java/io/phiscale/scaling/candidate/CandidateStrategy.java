package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;

/** A way to enumerate coefficients whose product α·β²·γ² is near a target. */
public sealed interface CandidateStrategy permits Grid, Simplex {
    /** More than this many coefficients are refused before anything is built. */
    int MOST_COEFFICIENTS = 250_000;

    /** The product that compute should grow by with each step of phi; 2 in the paper. */
    double target();

    /** The compound coefficient at which candidates are built; 1 in the paper. */
    double phi();

    /**
     * @throws InvalidValueException where no coefficients meet the target (it says the nearest product), or too many
     *     do
     */
    List<Coefficients> enumerate();
}
