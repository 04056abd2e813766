package io.phiscale.analysis.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The knee of a Pareto front. */
final class Knee {
    private Knee() {}

    /**
     * The one that is farthest above the line from the cheapest to the best.
     *
     * @param finalists not empty
     * @return empty where none is above it: then each step of cost buys as much as the next, or more
     */
    static Optional<Ranked> of(List<Ranked> finalists) {
        List<Ranked> front = front(finalists);
        Ranked cheapest = front.get(0);
        Ranked dearest = front.get(front.size() - 1);
        if (front.size() == 1) {
            return Optional.of(dearest);
        }
        double costs = cost(dearest) - cost(cheapest);
        double scores = dearest.score() - cheapest.score();
        ToDoubleFunction<Ranked> above =
                one -> (one.score() - cheapest.score()) / scores - (cost(one) - cost(cheapest)) / costs;
        return front.subList(1, front.size() - 1).stream()
                .filter(one -> above.applyAsDouble(one) > 0)
                .max(Comparator.comparingDouble(above));
    }

    /** Those that nothing beats at the same cost or less, the cheapest first. */
    private static List<Ranked> front(List<Ranked> finalists) {
        List<Ranked> front = new ArrayList<>();
        finalists.stream()
                .sorted(Comparator.comparingDouble(Knee::cost)
                        .thenComparing(Comparator.comparingDouble(Ranked::score).reversed()))
                .forEach(one -> {
                    if (front.isEmpty()
                            || one.score() > front.get(front.size() - 1).score()) {
                        front.add(one);
                    }
                });
        return front;
    }

    private static double cost(Ranked one) {
        return one.measurement().cost();
    }
}
