package io.phiscale.analysis.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * score = candidate + seed + noise by least squares: the randomised complete block design (Fisher), in which seeds are
 * blocks, and any candidate may lack any of them. Candidates are eliminated, so that what is inverted is as large as there
 * are seeds.
 */
final class SeedModel {
    private static final double NEGLIGIBLE = 1e-9;

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

    private static double square(double number) {
        return number * number;
    }
}
