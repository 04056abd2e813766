package io.phiscale.specification;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.candidate.Neighbourhood;
import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * @param around three coefficients; realised only, as within
 * @param coefficients each three numbers; listed only
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
        @Nullable List<Double> around,
        @Nullable Double within,
        @Nullable List<List<Double>> coefficients,
        @Nullable Double target,
        @Nullable Double phi) {
    private static final int DEFAULT_DIVISIONS = 10;
    static final StrategyDocument DEFAULT = new StrategyDocument(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    enum Kind {
        GRID,
        SIMPLEX,
        REALISED,
        LISTED
    }

    /** With every value written out. */
    static StrategyDocument of(CandidateStrategy strategy) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("target", strategy.target());
        keys.put("phi", strategy.phi());
        if (strategy instanceof Grid grid) {
            keys.put("kind", Kind.GRID);
            keys.put("alpha", grid.alpha().toString());
            keys.put("beta", grid.beta().toString());
            keys.put("gamma", grid.gamma().toString());
            keys.put("step", grid.step());
            keys.put("tolerance", grid.tolerance());
        } else if (strategy instanceof Simplex simplex) {
            keys.put("kind", Kind.SIMPLEX);
            keys.put("divisions", simplex.divisions());
        } else if (strategy instanceof Listed listed) {
            keys.put("kind", Kind.LISTED);
            keys.put(
                    "coefficients",
                    listed.coefficients().stream().map(StrategyDocument::triple).toList());
        } else if (strategy instanceof Realised realised) {
            keys.put("kind", Kind.REALISED);
            keys.put(
                    "costs", realised.costs().stream().map(CostMeasure::inWords).toList());
            keys.put("band", realised.band());
            keys.put("candidates", realised.most());
            keys.put("step", realised.step());
            Neighbourhood around = realised.around();
            if (around != null) {
                keys.put("around", triple(around.coefficients()));
                keys.put("within", around.within());
            }
        }
        return DocumentReader.convert(keys, StrategyDocument.class);
    }

    private static List<Double> triple(Coefficients coefficients) {
        return List.of(coefficients.alpha(), coefficients.beta(), coefficients.gamma());
    }

    private static Coefficients coefficients(String field, List<Double> triple) {
        if (triple.size() != 3) {
            throw new InvalidValueException(field, triple, "three numbers: alpha, beta and gamma");
        }
        return Nested.read(field, () -> new Coefficients(triple.get(0), triple.get(1), triple.get(2)));
    }

    private List<Coefficients> listed() {
        List<Coefficients> listed = new ArrayList<>();
        for (List<Double> triple : Given.or(coefficients, List.<List<Double>>of())) {
            listed.add(coefficients("coefficients[%d]".formatted(listed.size()), triple));
        }
        return listed;
    }

    private @Nullable Neighbourhood neighbourhood() {
        if (around == null) {
            if (within != null) {
                throw new InvalidValueException("within", within, "none, where there is no around");
            }
            return null;
        }
        return new Neighbourhood(coefficients("around", around), Given.or(within, Neighbourhood.DEFAULT_WITHIN));
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
        owned(
                resolved,
                List.of(Kind.REALISED),
                Arrays.asList(costs, band, candidates, around, within),
                "costs, band, candidates, around or within");
        owned(resolved, List.of(Kind.LISTED), Arrays.asList(coefficients), "coefficients");
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
                        resolvedPhi,
                        neighbourhood());
            case LISTED -> new Listed(listed(), resolvedTarget, resolvedPhi);
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
