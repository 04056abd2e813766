package io.phiscale.cli.network;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Range;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import picocli.CommandLine.Option;

/** How candidates are enumerated. */
final class StrategyOptions {
    @Option(
            names = "--strategy",
            paramLabel = "grid|simplex",
            description = {
                "grid: all points whose product is near the target;",
                "simplex: shares of depth, width and resolution, whose product is exact. Default: ${DEFAULT-VALUE}"
            })
    private String strategy = "grid";

    @Option(names = "--step", paramLabel = "S", description = "Grid: between neighbours. Default: ${DEFAULT-VALUE}")
    private double step = Grid.DEFAULT.step();

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "Grid: how far a product may be from the target. Default: ${DEFAULT-VALUE}")
    private double tolerance = Grid.DEFAULT.tolerance();

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
    private String alpha = Grid.DEFAULT.alpha().toString();

    @Option(names = "--beta", paramLabel = "A:B", description = "Grid: range of width. Default: 1:1.5")
    private String beta = Grid.DEFAULT.beta().toString();

    @Option(names = "--gamma", paramLabel = "A:B", description = "Grid: range of resolution. Default: 1:1.5")
    private String gamma = Grid.DEFAULT.gamma().toString();

    @Option(
            names = "--divisions",
            paramLabel = "N",
            description = "Simplex: shares are multiples of 1/N. Default: ${DEFAULT-VALUE}")
    private int divisions = 10;

    CandidateStrategy resolve() {
        return switch (strategy) {
            case "grid" ->
                new Grid(
                        range("--alpha", alpha),
                        range("--beta", beta),
                        range("--gamma", gamma),
                        step,
                        target,
                        tolerance,
                        phi);
            case "simplex" -> new Simplex(divisions, target, phi);
            default -> throw new InvalidValueException("--strategy", strategy, "grid or simplex");
        };
    }

    private static Range range(String option, String text) {
        try {
            return Range.parse(text);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException(option, text, invalid.allowed());
        }
    }
}
