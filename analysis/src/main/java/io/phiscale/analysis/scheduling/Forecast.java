package io.phiscale.analysis.scheduling;

import io.phiscale.analysis.surface.Observation;
import io.phiscale.analysis.surface.Smoothing;
import io.phiscale.scaling.candidate.Shares;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/**
 * What the scores of one rung let expect at the next, by scouts that have come there. Three things are in the way, all of
 * which recordings of real trainings show: after few epochs a seed moves a score by about as much as networks differ; networks
 * differ several times as much as they will; and what learns fast is ahead.
 */
final class Forecast {
    private Forecast() {}

    /**
     * By a plane of moves, from the scores as they are or from what is left of them as scouts have it: whichever leaves less
     * of the scouts' moves unexplained.
     *
     * @param few of one rung, every candidate that came to a score there
     * @param scouts of those
     * @param more mean scores at the next rung, the scouts' as far as they have one
     * @return by fingerprint, and only good for comparing: what is the same for all is left out
     */
    static Map<String, Double> of(
            List<Observation> few, List<String> scouts, Map<String, Double> more, Function<String, Shares> shares) {
        Map<String, Double> smooth = Smoothing.of(few);
        Map<String, Double> shrunk = scaled(smooth, scale(scouts, smooth, more));
        Drift whole = Drift.of(scouts, smooth, more, shares);
        Drift rest = Drift.of(scouts, shrunk, more, shares);
        return whole.unexplained() <= rest.unexplained() ? moved(smooth, whole, shares) : moved(shrunk, rest, shares);
    }

    private static Map<String, Double> scaled(Map<String, Double> scores, double scale) {
        Map<String, Double> scaled = new HashMap<>();
        scores.forEach((candidate, score) -> scaled.put(candidate, scale * score));
        return scaled;
    }

    private static Map<String, Double> moved(Map<String, Double> scores, Drift drift, Function<String, Shares> shares) {
        Map<String, Double> moved = new HashMap<>();
        scores.forEach((candidate, score) -> moved.put(candidate, score + drift.of(shares.apply(candidate))));
        return moved;
    }

    /**
     * By how much scouts differ at the next rung for each unit that they differ now; at most 1. Where all differences shrink,
     * a plane alone would take that for a drift against whatever is ahead, and undo what is known.
     */
    private static double scale(List<String> scouts, Map<String, Double> few, Map<String, Double> more) {
        List<String> known = scouts.stream()
                .filter(scout -> few.containsKey(scout) && more.containsKey(scout))
                .toList();
        double now = deviation(known, few);
        double then = deviation(known, more);
        return known.size() < 2 || then >= now ? 1 : then / now;
    }

    private static double deviation(List<String> candidates, Map<String, Double> scores) {
        return new StandardDeviation()
                .evaluate(candidates.stream()
                        .mapToDouble(candidate -> scores.getOrDefault(candidate, 0.0))
                        .toArray());
    }
}
