package io.phiscale.analysis.surface;

import java.util.ArrayList;
import java.util.List;

/** How well a model foretells candidates of the last rung that it was fitted without. */
final class LeaveOneOut {
    /** For more, the error is reckoned by leverage, which takes no time and leaves the rungs below in. */
    private static final int MOST_REFITTED = 200;

    private static final double WHOLE = 1 - 1e-6;

    private final Terms terms;
    private final List<Observation> observations;
    private final double[] weights;
    private final WeightedFit fit;
    private final List<Observation> finalists;

    /** @param weights of the observations, with which all of them were fitted */
    LeaveOneOut(Terms terms, List<Observation> observations, double[] weights, WeightedFit fit) {
        this.terms = terms;
        this.observations = observations;
        this.weights = weights;
        this.fit = fit;
        this.finalists =
                observations.stream().filter(one -> one.rung() == terms.last()).toList();
    }

    /** Root of the mean square. */
    double error() {
        boolean refits = terms.rungs().size() > 1 && finalists.size() <= MOST_REFITTED;
        double squares = finalists.stream()
                .mapToDouble(one -> square(refits ? errorWithout(one) : errorByLeverage(one)))
                .sum();
        return Math.sqrt(squares / finalists.size());
    }

    /** The same of the mean of all others. */
    double errorOfTheMean() {
        double sum = finalists.stream().mapToDouble(Observation::score).sum();
        double squares = finalists.stream()
                .mapToDouble(Observation::score)
                .map(score -> square(score - (sum - score) / Math.max(1, finalists.size() - 1)))
                .sum();
        return Math.sqrt(squares / finalists.size());
    }

    /** Infinite where the others alone determine no model. */
    private double errorWithout(Observation left) {
        List<double[]> rows = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int row = 0; row < observations.size(); row++) {
            Observation observation = observations.get(row);
            if (!observation.candidate().equals(left.candidate())) {
                rows.add(terms.of(observation));
                scores.add(observation.score());
                kept.add(weights[row]);
            }
        }
        return WeightedFit.of(rows, array(scores), array(kept))
                .map(without -> left.score() - without.value(terms.of(left)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private double errorByLeverage(Observation left) {
        double[] own = terms.of(left);
        double leverage = Math.min(weights[observations.indexOf(left)] * fit.variance(own), WHOLE);
        return (left.score() - fit.value(own)) / (1 - leverage);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double square(double number) {
        return number * number;
    }
}
