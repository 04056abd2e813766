package io.phiscale.cli.simulation;

import io.phiscale.analysis.simulation.SyntheticCurves.Shape;
import io.phiscale.analysis.simulation.SyntheticCurves.World;
import io.phiscale.scaling.validation.Require;
import java.util.List;
import picocli.CommandLine.Option;

/** How hard the made-up learning curves are to judge. In points of top-1. */
final class WorldOptions {
    static final List<String> NAMES = List.of(
            "--shape",
            "--divisions",
            "--relief",
            "--roughness",
            "--noise",
            "--early-noise",
            "--early-spread",
            "--head-start");

    private static final double POINTS = 100;
    private static final double MOST_TIMES = 100;

    @Option(
            names = "--divisions",
            paramLabel = "N",
            description = "Networks are the (N+1)(N+2)/2 points of the triangle of depth, width and resolution."
                    + " Default: ${DEFAULT-VALUE}")
    private int divisions = World.TYPICAL.divisions();

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description = "smooth: as response surfaces have it; ridged: as they cannot be. Default: ${DEFAULT-VALUE}")
    private Shape shape = World.TYPICAL.shape();

    @Option(
            names = "--relief",
            paramLabel = "POINTS",
            description = "How steep the truth falls off around its optimum. Default: ${DEFAULT-VALUE}")
    private double relief = POINTS * World.TYPICAL.relief();

    @Option(
            names = "--roughness",
            paramLabel = "POINTS",
            description = "Standard deviation of networks around the smooth truth. Default: ${DEFAULT-VALUE}")
    private double roughness = POINTS * World.TYPICAL.roughness();

    @Option(
            names = "--noise",
            paramLabel = "POINTS",
            description = "Standard deviation over seeds after the last epoch. Default: ${DEFAULT-VALUE}")
    private double noise = POINTS * World.TYPICAL.seedNoise();

    @Option(
            names = "--head-start",
            paramLabel = "POINTS",
            description = "By how much a network that spends all on width is ahead of one that spends nothing on it,"
                    + " after one epoch. Default: ${DEFAULT-VALUE}")
    private double headStart = POINTS * World.TYPICAL.head();

    @Option(
            names = "--early-noise",
            paramLabel = "FACTOR",
            description =
                    "Standard deviation over seeds that is there after one epoch and gone at the end, in multiples of"
                            + " --noise. Default: ${DEFAULT-VALUE}")
    private double earlyNoise = World.TYPICAL.earlyNoise();

    @Option(
            names = "--early-spread",
            paramLabel = "FACTOR",
            description = "By how much networks differ after one epoch, in multiples of how they differ at the end."
                    + " Default: ${DEFAULT-VALUE}")
    private double earlySpread = World.TYPICAL.earlySpread();

    /** @param horizon the longest training, in epochs */
    World world(int horizon) {
        Require.between("--divisions", divisions, 1, 30);
        Require.between("--relief", relief, 0, POINTS);
        Require.between("--roughness", roughness, 0, POINTS);
        Require.between("--noise", noise, 0, POINTS);
        Require.between("--early-noise", earlyNoise, 0, MOST_TIMES);
        Require.between("--early-spread", earlySpread, 0, MOST_TIMES);
        Require.between("--head-start", headStart, 0, POINTS);
        return new World(
                shape,
                divisions,
                relief / POINTS,
                roughness / POINTS,
                noise / POINTS,
                World.TYPICAL.sharedNoise(),
                earlyNoise,
                earlySpread,
                headStart / POINTS,
                horizon);
    }
}
