package io.phiscale.analysis.simulation;

import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Learning curves that are as hard to judge as real ones: networks of equal cost over the triangle of depth, width and
 * resolution, a smooth truth with its optimum somewhere inside, wide networks that learn fast and are overtaken, and
 * accuracies that move with the seed.
 */
public final class SyntheticCurves implements LearningCurves {
    /** The optimum, but for roughness: the truth falls off from it, early differences grow around it. */
    private static final double BEST = 0.8;

    private final World world;
    private final long seed;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Network> networks = new HashMap<>();

    /**
     * How hard it is. Accuracies are shares of 1: 0.01 is a point.
     *
     * @param shape of truth and head start
     * @param divisions of the triangle: 6 make 28 networks
     * @param relief by how much the optimum is above the triangle's far corners
     * @param roughness standard deviation of what the smooth truth does not know of a network
     * @param seedNoise standard deviation over seeds at the end of the longest training
     * @param sharedNoise of that which a seed does to all networks alike
     * @param earlyNoise standard deviation of what a seed does after one epoch and is rid of at the end, in units of
     *     seedNoise
     * @param earlySpread by how much networks differ after one epoch, for each unit that they differ at the end
     * @param head start of a network that spends all on width over one that spends nothing on it, after one epoch
     * @param horizon of the longest training, in epochs
     */
    public record World(
            Shape shape,
            int divisions,
            double relief,
            double roughness,
            double seedNoise,
            double sharedNoise,
            double earlyNoise,
            double earlySpread,
            double head,
            int horizon) {
        /**
         * Seeds move ImageNet accuracies by 0.1 to 0.2 points, short trainings on small data by more; single dimensions end
         * about 2 points below compound scaling (EfficientNet's table 7); after a tenth of the training, width is ahead of
         * depth by about what depth gains in the end (ResNet-RS).
         */
        public static final World TYPICAL = new World(Shape.SMOOTH, 6, 0.02, 0.001, 0.002, 0.001, 1, 1, 0.03, 18);
    }

    /** Of what a response surface has to find out. */
    public enum Shape {
        /** As response surfaces have it: the truth is quadratic, and the head start grows evenly with width. */
        SMOOTH,
        /**
         * As no response surface of ours can be: the truth is a cone, with a sharp tip and twice as steep where depth is
         * wanting, and most of the head start comes with the first bit of width.
         */
        RIDGED;

        /** How far below the optimum, by the differences of shares from it; about as much at far corners, whatever the shape. */
        double fall(double depth, double width, double resolution) {
            double squares = depth * depth + width * width + resolution * resolution;
            return this == SMOOTH ? squares : (depth < 0 ? 1.2 : 0.6) * Math.sqrt(squares);
        }

        /** From 0 on average over the triangle; by one more where all is spent on width than where nothing is. */
        double ahead(double width) {
            return this == SMOOTH ? width - 1 / 3.0 : Math.sqrt(width) - 8 / 15.0;
        }
    }

    /** @param end where its training ends, on average over seeds */
    private record Network(double end, Shares shares) {}

    public SyntheticCurves(World world, long seed) {
        this.world = world;
        this.seed = seed;
        // One whose first numbers are unrelated for seeds in a row, which those of java.util.Random are not.
        RandomGenerator random = new SplittableRandom(seed);
        double optimumDepth = 0.15 + 0.5 * random.nextDouble();
        double optimumWidth = (1 - optimumDepth) * (0.25 + 0.5 * random.nextDouble());
        int n = world.divisions();
        for (int depth = 0; depth <= n; depth++) {
            for (int width = 0; width + depth <= n; width++) {
                double d = (double) depth / n - optimumDepth;
                double w = (double) width / n - optimumWidth;
                double r = -d - w;
                double end =
                        BEST - world.relief() * world.shape().fall(d, w, r) + world.roughness() * random.nextGaussian();
                String name = "d%dw%dr%d".formatted(depth, width, n - depth - width);
                names.add(name);
                Shares shares = new Shares((double) depth / n, (double) width / n, (double) (n - depth - width) / n);
                networks.put(name, new Network(end, shares));
            }
        }
    }

    @Override
    public List<String> candidates() {
        return List.copyOf(names);
    }

    @Override
    public Shares shares(String candidate) {
        return network(candidate).shares();
    }

    @Override
    public double cost(String candidate) {
        return 1;
    }

    @Override
    public double expected(String candidate, int epochs) {
        Network network = network(candidate);
        double left = 1 - Math.log(epochs) / Math.log(world.horizon());
        return BEST
                + (network.end() - BEST) * (1 + (world.earlySpread() - 1) * left)
                - 0.1 * left
                + world.head() * world.shape().ahead(network.shares().width()) * left;
    }

    @Override
    public double accuracy(String candidate, long trainingSeed, int epochs) {
        double noise = world.seedNoise() * gaussian(candidate, trainingSeed, 0)
                + world.sharedNoise() * gaussian("", trainingSeed, 0);
        // What a seed has done to a training it is not rid of later, but it fades, and new chance comes in.
        double early = world.earlyNoise() * world.seedNoise() * gaussian(candidate, trainingSeed, epochs);
        double left = 1 - Math.log(epochs) / Math.log(world.horizon());
        return expected(candidate, epochs) + noise + left * early;
    }

    private Network network(String candidate) {
        Network network = networks.get(candidate);
        if (network == null) {
            throw new IllegalArgumentException(candidate);
        }
        return network;
    }

    private double gaussian(String candidate, long trainingSeed, int epochs) {
        long mixed = seed;
        for (long part : new long[] {candidate.hashCode(), trainingSeed, epochs}) {
            // SplitMix64's step: neighbouring inputs make unrelated numbers.
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            mixed ^= mixed >>> 31;
        }
        return new Random(mixed).nextGaussian();
    }
}
