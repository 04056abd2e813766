package io.phiscale.analysis.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each candidate of one rung most likely scores there: mostly what a quadratic over shares (and the logarithm of cost)
 * makes of all measurements, for after few epochs one seed alone says little of its candidate.
 */
public final class Smoothing {
    private Smoothing() {}

    /**
     * @param observations of one rung, one for each candidate
     * @return by fingerprint; the scores as they are where these are too few for a surface, or too much alike
     */
    public static Map<String, Double> of(List<Observation> observations) {
        Terms terms = Terms.of(observations);
        Optional<WeightedFit> surface = fit(observations, terms);
        Map<String, Double> smoothed = new HashMap<>();
        for (Observation one : observations) {
            double modelled = surface.map(fit -> fit.value(terms.of(one))).orElse(one.score());
            smoothed.put(one.candidate(), modelled + ResponseSurface.OWN_SHARE_UNKNOWN * (one.score() - modelled));
        }
        return smoothed;
    }

    private static Optional<WeightedFit> fit(List<Observation> observations, Terms terms) {
        return observations.size() < terms.count() + ResponseSurface.LEAST_FREEDOM
                ? Optional.empty()
                : WeightedFit.of(
                        observations.stream().map(terms::of).toList(),
                        observations.stream().mapToDouble(Observation::score).toArray(),
                        observations.stream().mapToDouble(Observation::seeds).toArray());
    }
}
