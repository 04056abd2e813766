package io.phiscale.analysis.simulation;

import io.phiscale.analysis.budget.Budget;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * What many simulated searches with one budget come to, on average.
 *
 * @param measured of the candidate with the highest mean
 * @param surface of the one that the response surface chooses
 * @param contenders that were not separated from the best, itself included
 * @param spent on training, in epochs of a network of mean cost
 * @param time that workers side by side take for it, in the same unit
 */
public record Summary(Chosen measured, Chosen surface, double contenders, double spent, double time) {

    /**
     * @param within share of the searches that chose a network within the tolerance of the truly best one
     * @param behind how far the chosen networks are behind it on average, from 0 to 1
     */
    public record Chosen(double within, double behind) {}

    private record One(SimulatedSearch.Result result, double measured, double surface) {}

    /**
     * @param worlds the learning curves of the n-th search
     * @param searches how many
     * @param workers that train at the same time
     * @param tolerance in accuracy, such as 0.002
     */
    public static Summary of(
            Budget budget, LongFunction<LearningCurves> worlds, int searches, int workers, double tolerance) {
        List<One> all = LongStream.rangeClosed(1, searches)
                .parallel()
                .mapToObj(number -> one(budget, worlds.apply(number), workers))
                .toList();
        return new Summary(
                chosen(all, One::measured, tolerance),
                chosen(all, One::surface, tolerance),
                mean(all, one -> one.result().contenders()),
                mean(all, one -> one.result().spent()),
                mean(all, one -> one.result().time()));
    }

    private static One one(Budget budget, LearningCurves curves, int workers) {
        SimulatedSearch.Result result = SimulatedSearch.run(budget, curves, workers);
        int epochs = budget.rungs().epochs().get(budget.rungs().last());
        double best = curves.candidates().stream()
                .mapToDouble(candidate -> curves.expected(candidate, epochs))
                .max()
                .orElseThrow();
        return new One(
                result,
                best - curves.expected(result.measuredBest(), epochs),
                best - curves.expected(result.selected(), epochs));
    }

    private static Chosen chosen(List<One> all, ToDoubleFunction<One> behind, double tolerance) {
        return new Chosen(mean(all, one -> behind.applyAsDouble(one) <= tolerance ? 1 : 0), mean(all, behind));
    }

    private static double mean(List<One> all, ToDoubleFunction<One> value) {
        return all.stream().mapToDouble(value).average().orElse(0);
    }
}
