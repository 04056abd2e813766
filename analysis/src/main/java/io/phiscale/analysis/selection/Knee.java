package io.phiscale.analysis.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The knee of a Pareto front. */
final class Knee {
    private Knee() {}

    /** @param finalists not empty */
    static Ranked of(List<Ranked> finalists) {
        List<Ranked> front = front(finalists);
        Ranked cheapest = front.get(0);
        Ranked dearest = front.get(front.size() - 1);
        double costs = cost(dearest) - cost(cheapest);
        double scores = dearest.score() - cheapest.score();
        return front.stream()
                .max(Comparator.comparingDouble(one -> costs > 0
                        ? (one.score() - cheapest.score()) / scores - (cost(one) - cost(cheapest)) / costs
                        : one.score()))
                .orElseThrow();
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
