package io.phiscale.specification;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * How candidates are enumerated.
 *
 * @param alpha a range such as {@code 1:2}, as beta and gamma; grid only, as step and tolerance
 * @param divisions simplex only
 */
record StrategyDocument(
        @Nullable Kind kind,
        @Nullable String alpha,
        @Nullable String beta,
        @Nullable String gamma,
        @Nullable Double step,
        @Nullable Double tolerance,
        @Nullable Integer divisions,
        @Nullable Double target,
        @Nullable Double phi) {
    private static final int DEFAULT_DIVISIONS = 10;
    static final StrategyDocument DEFAULT = new StrategyDocument(null, null, null, null, null, null, null, null, null);

    enum Kind {
        GRID,
        SIMPLEX
    }

    CandidateStrategy strategy() {
        double resolvedTarget = Given.or(target, Grid.DEFAULT.target());
        double resolvedPhi = Given.or(phi, Grid.DEFAULT.phi());
        if (kind == Kind.SIMPLEX) {
            if (alpha != null || beta != null || gamma != null || step != null || tolerance != null) {
                throw new InvalidValueException(
                        "kind", "simplex", "grid, where alpha, beta, gamma, step or tolerance are given");
            }
            return new Simplex(Given.or(divisions, DEFAULT_DIVISIONS), resolvedTarget, resolvedPhi);
        }
        if (divisions != null) {
            throw new InvalidValueException("kind", "grid", "simplex, where divisions are given");
        }
        return new Grid(
                range("alpha", alpha, Grid.DEFAULT.alpha()),
                range("beta", beta, Grid.DEFAULT.beta()),
                range("gamma", gamma, Grid.DEFAULT.gamma()),
                Given.or(step, Grid.DEFAULT.step()),
                resolvedTarget,
                Given.or(tolerance, Grid.DEFAULT.tolerance()),
                resolvedPhi);
    }

    private static Range range(String field, @Nullable String given, Range otherwise) {
        try {
            return given == null ? otherwise : Range.parse(given);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException(field, given, invalid.allowed());
        }
    }
}
