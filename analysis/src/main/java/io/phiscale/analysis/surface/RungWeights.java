package io.phiscale.analysis.surface;

import io.phiscale.analysis.comparison.SeedNoise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much each observation counts in the next fit: the less, the farther those of its rung are from the last one. */
final class RungWeights {
    private RungWeights() {}

    /** The inverse of each mean's variance, by how the observations of its rung scatter around the model. */
    static double[] of(
            List<Observation> observations,
            List<double[]> rows,
            WeightedFit fit,
            int terms,
            Optional<SeedNoise> noise) {
        Map<Integer, Double> squares = new HashMap<>();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            Observation observation = observations.get(row);
            double residual = observation.score() - fit.value(rows.get(row));
            squares.merge(observation.rung(), residual * residual, Double::sum);
            counts.merge(observation.rung(), 1, Integer::sum);
        }
        double freedom = (double) (observations.size() - terms) / observations.size();
        double pooled =
                squares.values().stream().mapToDouble(Double::doubleValue).sum() / observations.size();
        // No rung is so well hit by chance that the others are not heard any more.
        double floor = Math.max(
                noise.map(known -> known.deviation() * known.deviation()).orElse(0.0), pooled / 100 + 1e-12);
        double[] weights = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            int rung = observations.get(row).rung();
            double variance = squares.getOrDefault(rung, 0.0) / (counts.getOrDefault(rung, 1) * freedom);
            double ofMean = Math.max(variance, floor / observations.get(row).seeds());
            weights[row] = 1 / ofMean;
        }
        return weights;
    }
}
