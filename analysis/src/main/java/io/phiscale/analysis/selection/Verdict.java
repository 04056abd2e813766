package io.phiscale.analysis.selection;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.SeedNoise;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a ranking says of its winner, in a sentence or two for the user. */
record Verdict(Ranking ranking, Objective objective) {
    private static final int DIGITS = 4;

    String inWords() {
        Comparison comparison = ranking.comparison();
        if (comparison.standings().size() == 1) {
            return ranking.ranked().size() == 1
                    ? "Only one candidate was trained: there is nothing to compare it with."
                    : "Only one candidate came to a result at the last rung: there is nothing to compare it with.";
        }
        List<String> sentences = new ArrayList<>();
        String lead = objective.inWords(comparison.standings().get(1).behind());
        sentences.add("The winner leads the runner-up by %s.".formatted(lead));
        comparison
                .noise()
                .ifPresentOrElse(
                        noise -> sentences.add(judged(comparison, noise)),
                        () -> sentences.add(
                                "With one seed each, whether that is more than noise is not known: give more seeds."));
        return String.join(" ", sentences);
    }

    private String judged(Comparison comparison, SeedNoise noise) {
        String spread = "Trained again with another seed, a network moves by %s (standard deviation)."
                .formatted(objective.inWords(noise.deviation()));
        int others = comparison.contenders().size() - 1;
        String confidence = BigDecimal.valueOf(100 * comparison.confidence())
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
        if (others == 0) {
            return "%s With %s confidence it is the best of the %d that were compared."
                    .formatted(spread, confidence, comparison.standings().size());
        }
        String more = comparison.trainingsToSeparate().stream()
                .mapToObj(count ->
                        String.format(Locale.ROOT, "about %,d more training%s would", count, count == 1 ? "" : "s"))
                .findFirst()
                .orElse("they are too much alike for more trainings to");
        return "%s With %s confidence, %s of the %d that were compared %s not separated from it: %s tell them apart."
                .formatted(
                        spread,
                        confidence,
                        others == 1 ? "1 other" : others + " others",
                        comparison.standings().size(),
                        others == 1 ? "is" : "are",
                        more);
    }
}
