package io.phiscale.specification;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How candidates are found. What is not the kind's own must not be given: it would change nothing.
 *
 * @param alpha a range such as {@code 1:2}, as beta and gamma; grid only, as tolerance
 * @param step grid and realised
 * @param divisions simplex only
 * @param costs such as {@code multiply-adds}; realised only, as band and candidates
 * @param candidates at most
 */
record StrategyDocument(
        @Nullable Kind kind,
        @Nullable String alpha,
        @Nullable String beta,
        @Nullable String gamma,
        @Nullable Double step,
        @Nullable Double tolerance,
        @Nullable Integer divisions,
        @Nullable List<String> costs,
        @Nullable Double band,
        @Nullable Integer candidates,
        @Nullable Double target,
        @Nullable Double phi) {
    private static final int DEFAULT_DIVISIONS = 10;
    static final StrategyDocument DEFAULT =
            new StrategyDocument(null, null, null, null, null, null, null, null, null, null, null, null);

    enum Kind {
        GRID,
        SIMPLEX,
        REALISED
    }

    /** With every value written out. */
    static StrategyDocument of(CandidateStrategy strategy) {
        if (strategy instanceof Grid grid) {
            return new StrategyDocument(
                    Kind.GRID,
                    grid.alpha().toString(),
                    grid.beta().toString(),
                    grid.gamma().toString(),
                    grid.step(),
                    grid.tolerance(),
                    null,
                    null,
                    null,
                    null,
                    grid.target(),
                    grid.phi());
        }
        if (strategy instanceof Realised realised) {
            List<String> costs =
                    realised.costs().stream().map(CostMeasure::inWords).toList();
            return new StrategyDocument(
                    Kind.REALISED,
                    null,
                    null,
                    null,
                    realised.step(),
                    null,
                    null,
                    costs,
                    realised.band(),
                    realised.most(),
                    realised.target(),
                    realised.phi());
        }
        Simplex simplex = (Simplex) strategy;
        return new StrategyDocument(
                Kind.SIMPLEX,
                null,
                null,
                null,
                null,
                null,
                simplex.divisions(),
                null,
                null,
                null,
                simplex.target(),
                simplex.phi());
    }

    CandidateStrategy strategy() {
        Kind resolved = Given.or(kind, Kind.GRID);
        owned(
                resolved,
                List.of(Kind.GRID),
                Arrays.asList(alpha, beta, gamma, tolerance),
                "alpha, beta, gamma or tolerance");
        owned(resolved, List.of(Kind.GRID, Kind.REALISED), Arrays.asList(step), "step");
        owned(resolved, List.of(Kind.SIMPLEX), Arrays.asList(divisions), "divisions");
        owned(resolved, List.of(Kind.REALISED), Arrays.asList(costs, band, candidates), "costs, band or candidates");
        double resolvedTarget = Given.or(target, Grid.DEFAULT.target());
        double resolvedPhi = Given.or(phi, Grid.DEFAULT.phi());
        return switch (resolved) {
            case GRID ->
                new Grid(
                        range("alpha", alpha, Grid.DEFAULT.alpha()),
                        range("beta", beta, Grid.DEFAULT.beta()),
                        range("gamma", gamma, Grid.DEFAULT.gamma()),
                        Given.or(step, Grid.DEFAULT.step()),
                        resolvedTarget,
                        Given.or(tolerance, Grid.DEFAULT.tolerance()),
                        resolvedPhi);
            case SIMPLEX -> new Simplex(Given.or(divisions, DEFAULT_DIVISIONS), resolvedTarget, resolvedPhi);
            case REALISED ->
                new Realised(
                        costs == null
                                ? Realised.DEFAULT.costs()
                                : costs.stream().map(CostMeasure::of).toList(),
                        Given.or(band, Realised.DEFAULT.band()),
                        Given.or(candidates, Realised.DEFAULT.most()),
                        Given.or(step, Realised.DEFAULT.step()),
                        resolvedTarget,
                        resolvedPhi);
        };
    }

    private static void owned(Kind kind, List<Kind> owners, List<?> given, String names) {
        if (!owners.contains(kind) && given.stream().anyMatch(Objects::nonNull)) {
            String allowed = owners.stream()
                    .map(owner -> owner.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
            throw new InvalidValueException(
                    "kind", kind.name().toLowerCase(Locale.ROOT), "%s, where there is %s".formatted(allowed, names));
        }
    }

    private static Range range(String field, @Nullable String given, Range otherwise) {
        try {
            return given == null ? otherwise : Range.parse(given);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException(field, given, invalid.allowed());
        }
    }
}
