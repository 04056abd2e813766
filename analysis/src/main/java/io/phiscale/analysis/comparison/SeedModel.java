package io.phiscale.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * score = candidate + seed + noise by least squares: the randomised complete block design (Fisher), in which seeds are
 * blocks, and any candidate may lack any of them. Candidates are eliminated, so that what is inverted is as large as there
 * are seeds.
 */
final class SeedModel {
    private static final double NEGLIGIBLE = 1e-9;
    /** The 95th percentile of so many is known to about 2 %. */
    private static final int DRAWS = 4_000;

    private static final long SEED = 20_190_528;

    private final List<Scores> scores;
    private final Map<Long, Integer> columns = new HashMap<>();
    /** By candidate: which share of its trainings had which seed. */
    private final List<RealVector> incidences = new ArrayList<>();

    private final RealMatrix information;
    private final RealMatrix inverse;
    private final RealVector effects;
    private final int degreesOfFreedom;

    SeedModel(List<Scores> scores) {
        this.scores = scores;
        List<Long> seeds = scores.stream()
                .flatMap(candidate -> candidate.bySeed().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        seeds.forEach(seed -> columns.put(seed, columns.size()));
        int next = seeds.size();
        information = MatrixUtils.createRealMatrix(next, next);
        RealVector adjusted = new ArrayRealVector(next);
        int trainings = 0;
        for (Scores candidate : scores) {
            RealVector incidence = incidence(candidate);
            incidences.add(incidence);
            int count = candidate.bySeed().size();
            trainings += count;
            for (int seed = 0; seed < next; seed++) {
                information.addToEntry(seed, seed, count * incidence.getEntry(seed));
                for (int other = 0; other < next; other++) {
                    information.addToEntry(seed, other, -count * incidence.getEntry(seed) * incidence.getEntry(other));
                }
            }
            double mean = plainMean(candidate);
            candidate.bySeed().forEach((seed, score) -> adjusted.addToEntry(column(seed), score - mean));
        }
        EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(information);
        double[] sizes = parts.getEigenvalues();
        double negligible = NEGLIGIBLE * Arrays.stream(sizes).max().orElse(0);
        // Only differences between seeds can be known, and where seeds are linked by no candidate, not even these.
        int rank = 0;
        RealMatrix known = MatrixUtils.createRealMatrix(next, next);
        for (int part = 0; part < next; part++) {
            if (sizes[part] > negligible) {
                RealVector direction = parts.getEigenvector(part);
                known = known.add(direction.outerProduct(direction).scalarMultiply(1 / sizes[part]));
                rank++;
            }
        }
        inverse = known;
        effects = inverse.operate(adjusted);
        degreesOfFreedom = trainings - scores.size() - rank;
    }

    private RealVector incidence(Scores candidate) {
        RealVector incidence = new ArrayRealVector(columns.size());
        double share = 1.0 / candidate.bySeed().size();
        candidate.bySeed().keySet().forEach(seed -> incidence.setEntry(column(seed), share));
        return incidence;
    }

    private int column(long seed) {
        return columns.getOrDefault(seed, -1);
    }

    private static double plainMean(Scores candidate) {
        return candidate.bySeed().values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /** What the candidate would score on average over all seeds, whichever of them it was trained with. */
    double mean(int candidate) {
        return plainMean(scores.get(candidate)) - incidences.get(candidate).dotProduct(effects);
    }

    /** Empty where no candidate was trained more often than it takes to know its mean. */
    Optional<SeedNoise> noise() {
        if (degreesOfFreedom < 1) {
            return Optional.empty();
        }
        double squares = 0;
        for (int candidate = 0; candidate < scores.size(); candidate++) {
            double mean = mean(candidate);
            squares += scores.get(candidate).bySeed().entrySet().stream()
                    .mapToDouble(entry -> square(entry.getValue() - mean - effects.getEntry(column(entry.getKey()))))
                    .sum();
        }
        return Optional.of(new SeedNoise(Math.sqrt(squares / degreesOfFreedom), degreesOfFreedom));
    }

    /** Standard error of the difference between two candidates' means, in units of the noise; infinite where nothing links them. */
    double errorOfDifference(int one, int other) {
        RealVector difference = incidences.get(one).subtract(incidences.get(other));
        RealVector solved = inverse.operate(difference);
        if (information.operate(solved).subtract(difference).getNorm() > NEGLIGIBLE) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.sqrt(1.0 / scores.get(one).bySeed().size()
                + 1.0 / scores.get(other).bySeed().size()
                + difference.dotProduct(solved));
    }

    /** Two candidates, by their place. */
    record Pair(int one, int other) {}

    /**
     * How many standard errors the largest of several differences stays below, where all candidates are equally good and were
     * trained with the same seeds as here: by simulation, the same numbers each time. It is the critical value by which
     * intervals for all the differences hold together (as Tukey's or Dunnett's where every candidate has every seed).
     *
     * @param pairs between which there is a standard error
     * @param confidence with which all of them stay below
     */
    double largestByChance(List<Pair> pairs, double confidence) {
        double[] errors = pairs.stream()
                .mapToDouble(pair -> errorOfDifference(pair.one(), pair.other()))
                .toArray();
        // In an order that is the same each time, as that of maps is not.
        int[][] own = scores.stream()
                .map(one -> one.bySeed().keySet().stream()
                        .sorted()
                        .mapToInt(this::column)
                        .toArray())
                .toArray(int[][]::new);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] largest = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[][] drawn = Arrays.stream(own)
                    .map(columns -> Arrays.stream(columns)
                            .mapToDouble(column -> random.nextGaussian())
                            .toArray())
                    .toArray(double[][]::new);
            largest[draw] = largest(pairs, errors, own, drawn);
        }
        return new Percentile().evaluate(largest, 100 * confidence);
    }

    /**
     * Of the differences between candidates with these scores, in standard errors as they would have been estimated. The same
     * least squares as of what was measured, but over arrays, for it is done thousands of times.
     *
     * @param own columns of each candidate's seeds
     * @param drawn its scores with these
     */
    private double largest(List<Pair> pairs, double[] errors, int[][] own, double[][] drawn) {
        double[] means = new double[own.length];
        RealVector adjusted = new ArrayRealVector(columns.size());
        for (int candidate = 0; candidate < own.length; candidate++) {
            means[candidate] = Arrays.stream(drawn[candidate]).average().orElseThrow();
            for (int training = 0; training < own[candidate].length; training++) {
                adjusted.addToEntry(own[candidate][training], drawn[candidate][training] - means[candidate]);
            }
        }
        double[] seeds = inverse.operate(adjusted).toArray();
        double squares = 0;
        for (int candidate = 0; candidate < own.length; candidate++) {
            means[candidate] -= Arrays.stream(own[candidate])
                    .mapToDouble(column -> seeds[column])
                    .average()
                    .orElseThrow();
            for (int training = 0; training < own[candidate].length; training++) {
                squares += square(drawn[candidate][training] - means[candidate] - seeds[own[candidate][training]]);
            }
        }
        double deviation = Math.sqrt(squares / degreesOfFreedom);
        double largest = 0;
        for (int pair = 0; pair < errors.length; pair++) {
            double difference =
                    means[pairs.get(pair).one()] - means[pairs.get(pair).other()];
            largest = Math.max(largest, Math.abs(difference) / (errors[pair] * deviation));
        }
        return largest;
    }

    private static double square(double number) {
        return number * number;
    }
}
