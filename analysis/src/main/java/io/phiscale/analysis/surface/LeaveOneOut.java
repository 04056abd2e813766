package io.phiscale.analysis.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        double squares = finalists.stream()
                .mapToDouble(one -> square(refits() ? errorWithout(one) : errorByLeverage(one)))
                .sum();
        return Math.sqrt(squares / finalists.size());
    }

    private boolean refits() {
        return terms.rungs().size() > 1 && finalists.size() <= MOST_REFITTED;
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
        return without(left)
                .fit()
                .map(fit -> left.score() - fit.value(terms.of(left)))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * What seeds of the last rung alone would make of the error, in units of what one seed moves a score by: their noise is in
     * what is foretold, and in what foretells it, too. Infinite where the error is.
     */
    double errorOfSeedsAlone() {
        double squares =
                finalists.stream().mapToDouble(this::varianceOfSeedsAlone).sum();
        return Math.sqrt(squares / finalists.size());
    }

    private double varianceOfSeedsAlone(Observation left) {
        if (!refits()) {
            return 1.0 / left.seeds() / (1 - leverage(left));
        }
        Others others = without(left);
        return others.fit()
                .map(fit -> {
                    double[] influences = fit.influences(terms.of(left), others.rows(), array(others.weights()));
                    double variance = 1.0 / left.seeds();
                    for (int other = 0; other < influences.length; other++) {
                        Observation one = others.observations().get(other);
                        variance += one.rung() == terms.last() ? square(influences[other]) / one.seeds() : 0;
                    }
                    return variance;
                })
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** All but one candidate's, and what is fitted to these. */
    private record Others(
            List<Observation> observations, List<double[]> rows, List<Double> weights, Optional<WeightedFit> fit) {}

    private Others without(Observation left) {
        List<Observation> others = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        for (int row = 0; row < observations.size(); row++) {
            if (!observations.get(row).candidate().equals(left.candidate())) {
                others.add(observations.get(row));
                kept.add(weights[row]);
            }
        }
        List<double[]> rows = others.stream().map(terms::of).toList();
        double[] scores = others.stream().mapToDouble(Observation::score).toArray();
        return new Others(others, rows, kept, WeightedFit.of(rows, scores, array(kept)));
    }

    private double errorByLeverage(Observation left) {
        return (left.score() - fit.value(terms.of(left))) / (1 - leverage(left));
    }

    private double leverage(Observation left) {
        return Math.min(weights[observations.indexOf(left)] * fit.variance(terms.of(left)), WHOLE);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double square(double number) {
        return number * number;
    }
}
