package io.phiscale.analysis.selection;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.SeedNoise;
import io.phiscale.analysis.surface.SurfaceChoice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a search came to, in a few sentences for the user. */
record Verdict(Ranking ranking, Objective objective, double confidence) {
    private static final int DIGITS = 4;

    String inWords(Ranked winner, SelectionRule rule, SurfaceChoice surface) {
        String measured = measured();
        if (ranking.ranked().size() == 1) {
            return measured;
        }
        return switch (rule) {
            case MEASURED -> measured;
            case SURFACE -> measured + " " + bySurface(winner, surface);
            case KNEE -> measured + " " + byKnee(winner);
        };
    }

    private String bySurface(Ranked winner, SurfaceChoice surface) {
        if (surface.fallback().isPresent()) {
            return "The best measured is chosen: %s."
                    .formatted(surface.fallback().get());
        }
        return winner.equals(ranking.best())
                ? "The response surface chooses it, too."
                : "The response surface, which sees all candidates together, expects more of another one, which is chosen: it is %s behind in what was measured."
                        .formatted(objective.inWords(ranking.best().score() - winner.score()));
    }

    private String byKnee(Ranked winner) {
        if (Knee.of(ranking.finalists()).isEmpty()) {
            return "The Pareto front has no knee, for each step of cost buys as much as the next or more: the best measured is chosen.";
        }
        return winner.equals(ranking.best())
                ? "It is the knee of the Pareto front, too."
                : String.format(
                        Locale.ROOT,
                        "The knee of the Pareto front is chosen: it costs %.0f %% of the best in %s, and is %s behind.",
                        100
                                * winner.measurement().cost()
                                / ranking.best().measurement().cost(),
                        objective.cost().inWords(),
                        objective.inWords(ranking.best().score() - winner.score()));
    }

    private String measured() {
        Comparison comparison = ranking.comparison();
        if (comparison.standings().size() == 1) {
            return ranking.ranked().size() == 1
                    ? "Only one candidate was trained: there is nothing to compare it with."
                    : "Only one candidate came to a result at the last rung: there is nothing to compare it with.";
        }
        List<String> sentences = new ArrayList<>();
        String lead = objective.inWords(comparison.standings().get(1).behind());
        sentences.add("The best leads the runner-up by %s.".formatted(lead));
        comparison
                .noise()
                .ifPresentOrElse(
                        noise -> sentences.add(judged(comparison, noise)),
                        () -> sentences.add(
                                comparison.standings().stream().allMatch(one -> one.seeds() == 1)
                                        ? "With one seed each, whether that is more than noise is not known: give more seeds."
                                        : "With so few seeds, whether that is more than noise is not known: give more."));
        return String.join(" ", sentences);
    }

    private String judged(Comparison comparison, SeedNoise noise) {
        String spread =
                "Trained again with another seed, a network moves by %s against the others (standard deviation)."
                        .formatted(objective.inWords(noise.deviation()));
        int others = comparison.contenders().size() - 1;
        String percent = BigDecimal.valueOf(100 * confidence)
                        .round(new MathContext(DIGITS))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
        if (others == 0) {
            return "%s With %s confidence it is the best of the %d that were compared, on these validation images."
                    .formatted(spread, percent, comparison.standings().size());
        }
        String more = comparison.trainingsToSeparate().stream()
                .mapToObj(count -> String.format(
                        Locale.ROOT,
                        "if they differ as much as it seems, about %,d more training%s would",
                        count,
                        count == 1 ? "" : "s"))
                .findFirst()
                .orElse("they are too much alike for more trainings to");
        return "%s With %s confidence, %s of the %d that were compared %s not separated from it: %s tell them apart."
                .formatted(
                        spread,
                        percent,
                        others == 1 ? "1 other" : others + " others",
                        comparison.standings().size(),
                        others == 1 ? "is" : "are",
                        more);
    }
}
