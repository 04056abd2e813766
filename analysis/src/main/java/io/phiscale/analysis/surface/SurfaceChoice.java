package io.phiscale.analysis.surface;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.surface.ResponseSurface.Fitted;
import io.phiscale.analysis.surface.ResponseSurface.None;
import io.phiscale.analysis.surface.ResponseSurface.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The candidate of the last rung that most likely scores best, by the surface and by what was measured of it; the best
 * measured where there is no surface that is worth anything.
 *
 * @param candidate its fingerprint
 * @param surface empty where none could be fitted
 * @param fallback why the best measured was chosen after all; empty where the surface chose
 */
public record SurfaceChoice(String candidate, Optional<ResponseSurface> surface, Optional<String> fallback) {

    /** What each candidate of the last rung most likely scores: by the surface where that is worth anything, else its mean. */
    public Map<String, Double> expected(Comparison comparison) {
        return surface.filter(usable -> fallback.isEmpty())
                .map(ResponseSurface::predictions)
                .orElseGet(() -> comparison.standings().stream()
                        .collect(Collectors.toMap(Comparison.Standing::candidate, Comparison.Standing::mean)));
    }

    /** Those of the last rung had unlike seeds, some of them lucky for everybody. */
    private static List<Observation> adjusted(List<Observation> observations, Comparison comparison) {
        Map<String, Double> means = comparison.standings().stream()
                .collect(Collectors.toMap(Comparison.Standing::candidate, Comparison.Standing::mean));
        int last = observations.stream().mapToInt(Observation::rung).max().orElse(0);
        return observations.stream()
                .map(one -> one.rung() == last
                        ? new Observation(
                                one.candidate(),
                                one.shares(),
                                one.costRatio(),
                                last,
                                means.getOrDefault(one.candidate(), one.score()),
                                one.seeds())
                        : one)
                .toList();
    }

    /** @param comparison of the candidates of the last rung; who is not in it is not chosen */
    public static SurfaceChoice of(List<Observation> observations, Comparison comparison) {
        Outcome outcome = ResponseSurface.fit(adjusted(observations, comparison), comparison.noise());
        String best = comparison.best().candidate();
        if (outcome instanceof None none) {
            return new SurfaceChoice(best, Optional.empty(), Optional.of("there is no surface: " + none.why()));
        }
        ResponseSurface surface = ((Fitted) outcome).surface();
        if (!surface.isBetterThanTheMean()) {
            return new SurfaceChoice(
                    best,
                    Optional.of(surface),
                    Optional.of("the surface foretells a candidate no better than the mean of the others does"));
        }
        Map<String, Double> predictions = surface.predictions();
        String chosen = comparison.standings().stream()
                .map(Comparison.Standing::candidate)
                .filter(predictions::containsKey)
                .max(Comparator.comparingDouble(candidate -> predictions.getOrDefault(candidate, 0.0)))
                .orElse(best);
        return new SurfaceChoice(chosen, Optional.of(surface), Optional.empty());
    }
}
