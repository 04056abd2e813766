package io.phiscale.analysis.surface;

import io.phiscale.analysis.comparison.SeedNoise;
import io.phiscale.scaling.candidate.Shares;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A quadratic model of the score at the last rung over the shares of depth, width and resolution, and the logarithm of
 * cost (response surface methodology: Box and Wilson, 1951), to which the rungs below lend what they know. Fitted by
 * weighted least squares; how far each rung's observations scatter around the model decides how much they count.
 */
public final class ResponseSurface {
    private static final int ITERATIONS = 5;
    private static final int STEPS = 40;
    private static final double CONFIDENCE = 0.95;
    /** Of what is left between model and measurement, where no second seed tells how much of it is noise. */
    static final double OWN_SHARE_UNKNOWN = 0.25;

    /** Variance of networks around the surface, in units of that of seeds. */
    private static final double LEAST_ROUGHNESS = 0.25;

    /** A plane has three terms. */
    private static final int LEAST_FINALISTS = 5;

    /** So many more observations than terms. */
    static final int LEAST_FREEDOM = 2;

    private final Terms terms;
    private final List<Observation> observations;
    private final Optional<SeedNoise> noise;
    private final WeightedFit fit;
    private final LeaveOneOut leaveOneOut;
    private final RealMatrix grouped;
    private final int degreesOfFreedom;
    /** No rungs make more of a few networks, for what is special about one is so at each. */
    private final int freedomOfNetworks;

    private final double costRatio;

    /**
     * Where the model is best.
     *
     * @param score there
     * @param least share of each dimension among all points that are not separated from it at 95 % confidence
     * @param most the same
     */
    public record Optimum(Shares shares, double score, Shares least, Shares most) {}

    /**
     * A point of the plane.
     *
     * @param inRegion whether the optimum may be here, with 95 % confidence
     */
    public record Point(Shares shares, double score, boolean inRegion) {}

    /** What came of the attempt to fit a model: it, or why there is none. */
    public sealed interface Outcome {}

    public record Fitted(ResponseSurface surface) implements Outcome {}

    /** @param why the rest of a sentence that begins with "there is no surface:" */
    public record None(String why) implements Outcome {}

    private ResponseSurface(
            Terms terms, List<Observation> observations, Optional<SeedNoise> noise, WeightedFit fit, double[] weights) {
        this.terms = terms;
        this.observations = observations;
        this.noise = noise;
        this.fit = fit;
        this.leaveOneOut = new LeaveOneOut(terms, observations, weights, fit);
        this.grouped = fit.groupedCovariance(
                observations.stream().map(terms::of).toList(),
                observations.stream().mapToDouble(Observation::score).toArray(),
                weights,
                observations.stream().map(Observation::candidate).toList());
        this.degreesOfFreedom = observations.size() - terms.count();
        this.freedomOfNetworks = Math.min(
                degreesOfFreedom,
                (int) observations.stream()
                                .map(Observation::candidate)
                                .distinct()
                                .count()
                        - terms.ofNetworks());
        this.costRatio = observations.stream()
                .filter(this::isLast)
                .mapToDouble(Observation::costRatio)
                .average()
                .orElse(1);
    }

    /**
     * @param observations one for each candidate and rung
     * @param noise of seeds at the last rung, where it is known
     */
    public static Outcome fit(List<Observation> observations, Optional<SeedNoise> noise) {
        Terms terms = Terms.of(observations);
        int needed = terms.count() + LEAST_FREEDOM;
        if (observations.size() < needed) {
            return new None("%d measurements are too few for its %d terms: it takes %d"
                    .formatted(observations.size(), terms.count(), needed));
        }
        long networks =
                observations.stream().map(Observation::candidate).distinct().count();
        if (networks < terms.ofNetworks() + LEAST_FREEDOM) {
            return new None("%d networks are too few for its %d terms, at however many rungs: it takes %d"
                    .formatted(networks, terms.ofNetworks(), terms.ofNetworks() + LEAST_FREEDOM));
        }
        long last =
                observations.stream().filter(one -> one.rung() == terms.last()).count();
        if (terms.rungs().size() > 1 && last < LEAST_FINALISTS) {
            return new None(
                    "%d candidates of the last rung are too few to tell how it differs from those below: it takes %d"
                            .formatted(last, LEAST_FINALISTS));
        }
        List<double[]> rows = observations.stream().map(terms::of).toList();
        double[] scores = observations.stream().mapToDouble(Observation::score).toArray();
        double[] weights = observations.stream().mapToDouble(Observation::seeds).toArray();
        Optional<WeightedFit> fit = WeightedFit.of(rows, scores, weights);
        for (int iteration = 0; iteration < ITERATIONS && fit.isPresent(); iteration++) {
            weights = RungWeights.of(observations, rows, fit.get(), terms.count(), noise);
            fit = WeightedFit.of(rows, scores, weights);
        }
        double[] settled = weights;
        return fit.<Outcome>map(found ->
                        new Fitted(new ResponseSurface(terms, List.copyOf(observations), noise, found, settled)))
                .orElseGet(() -> new None("the candidates do not differ in every dimension"));
    }

    private boolean isLast(Observation observation) {
        return observation.rung() == terms.last();
    }

    /** At the last rung, and the finalists' mean cost. */
    public double score(Shares shares) {
        return fit.value(terms.of(shares, costRatio, terms.last()));
    }

    /**
     * What each candidate of the last rung most likely scores: the model's value, and of what was measured beside it the
     * part that is not noise (best linear unbiased prediction: Henderson, 1975). By fingerprint.
     */
    public Map<String, Double> predictions() {
        Map<String, Double> predictions = new HashMap<>();
        for (Observation observation : observations) {
            if (isLast(observation)) {
                double modelled = fit.value(terms.of(observation));
                double own = ownShare(observation.seeds());
                predictions.put(observation.candidate(), modelled + own * (observation.score() - modelled));
            }
        }
        return predictions;
    }

    private double ownShare(int seeds) {
        if (noise.isEmpty()) {
            return OWN_SHARE_UNKNOWN;
        }
        double ofOne = square(noise.get().deviation());
        double ofMean = ofOne / seeds;
        // A few candidates that happen to lie on the surface do not prove that all of it is as smooth.
        double roughness = Math.max(LEAST_ROUGHNESS * ofOne, scatter() - meanNoise());
        return roughness + ofMean > 0 ? roughness / (roughness + ofMean) : OWN_SHARE_UNKNOWN;
    }

    /** Mean square of what is left between the last rung's measurements and the model, for as many terms as it has. */
    private double scatter() {
        double squares = observations.stream()
                .filter(this::isLast)
                .mapToDouble(observation -> square(observation.score() - fit.value(terms.of(observation))))
                .average()
                .orElse(0);
        return squares * observations.size() / degreesOfFreedom;
    }

    /** Variance of the last rung's means that is noise. */
    private double meanNoise() {
        double variance = noise.map(known -> square(known.deviation())).orElse(0.0);
        return variance
                * observations.stream()
                        .filter(this::isLast)
                        .mapToDouble(observation -> 1.0 / observation.seeds())
                        .average()
                        .orElse(1);
    }

    /**
     * How far the last rung's measurements are from a model that was fitted without anything of their candidate: root of
     * the mean square. Infinite where each is needed to determine the model.
     */
    public double leaveOneOutError() {
        return leaveOneOut.error();
    }

    /**
     * What seeds of the last rung alone would make of that error, were the model true; empty where their noise is not known.
     * With rungs below, theirs comes on top.
     */
    public Optional<Double> noiseFloor() {
        return noise.map(known -> known.deviation() * leaveOneOut.errorOfSeedsAlone());
    }

    /** Whether the model foretells a candidate better than the mean of all others does. */
    public boolean isBetterThanTheMean() {
        return leaveOneOut.error() < leaveOneOut.errorOfTheMean();
    }

    /** Over that part of the triangle which candidates were tried in: the model says nothing of the rest. */
    public Optimum optimum() {
        List<Point> plane = plane();
        Point best = plane.stream()
                .max((one, other) -> Double.compare(one.score(), other.score()))
                .orElseThrow();
        List<Shares> region =
                plane.stream().filter(Point::inRegion).map(Point::shares).toList();
        return new Optimum(best.shares(), best.score(), corner(region, true), corner(region, false));
    }

    private static Shares corner(List<Shares> region, boolean least) {
        var depth = region.stream().mapToDouble(Shares::depth).summaryStatistics();
        var width = region.stream().mapToDouble(Shares::width).summaryStatistics();
        var resolution = region.stream().mapToDouble(Shares::resolution).summaryStatistics();
        return least
                ? new Shares(depth.getMin(), width.getMin(), resolution.getMin())
                : new Shares(depth.getMax(), width.getMax(), resolution.getMax());
    }

    /** The model over a lattice of the triangle, as far as candidates were tried nearby. */
    public List<Point> plane() {
        List<Shares> lattice = new CoveredTriangle(
                        observations.stream().map(Observation::shares).toList())
                .lattice(STEPS);
        Shares best = lattice.stream()
                .max((one, other) -> Double.compare(score(one), score(other)))
                .orElseThrow();
        double critical = new TDistribution(freedomOfNetworks).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
        return lattice.stream()
                .map(shares -> new Point(
                        shares,
                        score(shares),
                        score(best) - score(shares) <= critical * errorOfDifference(best, shares)))
                .toList();
    }

    private double errorOfDifference(Shares one, Shares other) {
        double[] difference = terms.of(one, costRatio, terms.last());
        double[] subtracted = terms.of(other, costRatio, terms.last());
        for (int term = 0; term < difference.length; term++) {
            difference[term] -= subtracted[term];
        }
        // Rungs of one candidate err together; but a few candidates may hide that.
        RealVector vector = new ArrayRealVector(difference, false);
        return Math.sqrt(Math.max(fit.variance(difference), vector.dotProduct(grouped.operate(vector))));
    }

    private static double square(double number) {
        return number * number;
    }
}
