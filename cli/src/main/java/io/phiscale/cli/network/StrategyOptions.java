package io.phiscale.cli.network;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How candidates are enumerated. What only one strategy knows is null where it was not given. */
final class StrategyOptions {
    private static final int DIVISIONS = 10;

    @Option(
            names = "--strategy",
            paramLabel = "grid|simplex|realised",
            description = {
                "grid: all points whose product is near the target;",
                "simplex: shares of depth, width and resolution, whose product is exact;",
                "realised: networks whose costs are within a band, rounding and all. Default: ${DEFAULT-VALUE}"
            })
    private String strategy = "grid";

    @Option(names = "--step", paramLabel = "S", description = "Between neighbours. Default: grid 0.05, realised 0.01")
    private @Nullable Double step;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "Grid: how far a product may be from the target. Default: 0.1")
    private @Nullable Double tolerance;

    @Option(
            names = "--target",
            paramLabel = "P",
            description = "What alpha·beta²·gamma² should be. Default: ${DEFAULT-VALUE}")
    private double target = Grid.DEFAULT.target();

    @Option(
            names = "--phi",
            paramLabel = "PHI",
            description = "Compound coefficient that candidates are built at. Default: ${DEFAULT-VALUE}")
    private double phi = Grid.DEFAULT.phi();

    @Option(names = "--alpha", paramLabel = "A:B", description = "Grid: range of depth. Default: 1:2")
    private @Nullable String alpha;

    @Option(names = "--beta", paramLabel = "A:B", description = "Grid: range of width. Default: 1:1.5")
    private @Nullable String beta;

    @Option(names = "--gamma", paramLabel = "A:B", description = "Grid: range of resolution. Default: 1:1.5")
    private @Nullable String gamma;

    @Option(names = "--divisions", paramLabel = "N", description = "Simplex: shares are multiples of 1/N. Default: 10")
    private @Nullable Integer divisions;

    @Option(
            names = "--costs",
            paramLabel = "COST",
            split = ",",
            description = {
                "Realised: what is to be within the band, one or more of multiply-adds, parameters, activations,",
                "memory. Default: multiply-adds"
            })
    private @Nullable List<String> costs;

    @Option(
            names = "--band",
            paramLabel = "B",
            description = "Realised: how far costs may be from target times the baseline's, as a part. Default: 0.05")
    private @Nullable Double band;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Realised: how many networks, spread evenly over depth, width and resolution. Default: 30")
    private @Nullable Integer most;

    /** @throws InvalidValueException where an option is not the strategy's own: it would change nothing */
    CandidateStrategy resolve() {
        return switch (strategy) {
            case "grid" -> grid();
            case "simplex" -> simplex();
            case "realised" -> realised();
            default -> throw new InvalidValueException("--strategy", strategy, "grid, simplex or realised");
        };
    }

    private Grid grid() {
        refuse("--divisions", divisions, "simplex");
        refuseRealised();
        return new Grid(
                range("--alpha", alpha, Grid.DEFAULT.alpha()),
                range("--beta", beta, Grid.DEFAULT.beta()),
                range("--gamma", gamma, Grid.DEFAULT.gamma()),
                step == null ? Grid.DEFAULT.step() : step,
                target,
                tolerance == null ? Grid.DEFAULT.tolerance() : tolerance,
                phi);
    }

    private Simplex simplex() {
        refuse("--step", step, "grid or realised");
        refuseGrid();
        refuseRealised();
        return new Simplex(divisions == null ? DIVISIONS : divisions, target, phi);
    }

    private Realised realised() {
        refuse("--divisions", divisions, "simplex");
        refuseGrid();
        return new Realised(
                costs == null
                        ? Realised.DEFAULT.costs()
                        : costs.stream().map(CostMeasure::of).toList(),
                band == null ? Realised.DEFAULT.band() : band,
                most == null ? Realised.DEFAULT.most() : most,
                step == null ? Realised.DEFAULT.step() : step,
                target,
                phi);
    }

    private void refuseGrid() {
        refuse("--tolerance", tolerance, "grid");
        refuse("--alpha", alpha, "grid");
        refuse("--beta", beta, "grid");
        refuse("--gamma", gamma, "grid");
    }

    private void refuseRealised() {
        refuse("--costs", costs, "realised");
        refuse("--band", band, "realised");
        refuse("--most", most, "realised");
    }

    private static void refuse(String option, @Nullable Object given, String owner) {
        if (given != null) {
            throw new InvalidValueException(option, given, "nothing, or --strategy %s with it".formatted(owner));
        }
    }

    private static Range range(String option, @Nullable String text, Range otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Range.parse(text);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException(option, text, invalid.allowed());
        }
    }
}
