package io.phiscale.analysis.comparison;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Candidates from best to worst, and which of them may be the best for all that is known: a candidate is separated where
 * the best is ahead of it by more than chance would do. With the chosen confidence, the true best is among those that are
 * not (Gupta's subset selection; one-sided Student tests on the noise of all candidates together, with Bonferroni's
 * correction for how many there are).
 *
 * @param standings not empty
 * @param noise empty where no candidate was trained with a second seed: then nothing is separated
 * @param confidence such as 0.95
 */
public record Comparison(List<Standing> standings, Optional<SeedNoise> noise, double confidence) {
    private static final double MOST_TRAININGS = 1e6;
    private static final int ITERATIONS = 20;

    public Comparison {
        standings = List.copyOf(standings);
    }

    /**
     * @param mean adjusted for which seeds it was trained with
     * @param seeds that it was trained with
     * @param behind the best, at least 0
     * @param margin by which a candidate must be behind to be separated; null where the noise is not known, or nothing
     *     links the two
     */
    public record Standing(String candidate, double mean, int seeds, double behind, @Nullable Double margin) {
        public boolean isSeparated() {
            return margin != null && behind > margin;
        }
    }

    /**
     * @param scores of each candidate that was trained to the same budget, at least one
     * @param confidence above 0.5 and below 1
     */
    public static Comparison of(List<Scores> scores, double confidence) {
        Require.between("confidence", confidence, 0.5, 0.9999);
        if (scores.isEmpty()) {
            throw new InvalidValueException("scores", "none", "those of one candidate or more");
        }
        SeedModel model = new SeedModel(scores);
        Optional<SeedNoise> noise = model.noise();
        double unit = noise.map(known -> known.deviation() * critical(scores.size(), known, confidence))
                .orElse(Double.NaN);
        int best = IntStream.range(0, scores.size())
                .boxed()
                .max(Comparator.comparingDouble(model::mean))
                .orElseThrow();
        List<Standing> standings = IntStream.range(0, scores.size())
                .mapToObj(candidate -> new Standing(
                        scores.get(candidate).candidate(),
                        model.mean(candidate),
                        scores.get(candidate).bySeed().size(),
                        model.mean(best) - model.mean(candidate),
                        known(unit * model.errorOfDifference(best, candidate))))
                .sorted(Comparator.comparingDouble(Standing::behind))
                .toList();
        return new Comparison(standings, noise, confidence);
    }

    private static @Nullable Double known(double margin) {
        return Double.isFinite(margin) ? margin : null;
    }

    /** How many standard errors make a difference. */
    private static double critical(int candidates, SeedNoise noise, double confidence) {
        int comparisons = Math.max(1, candidates - 1);
        return new TDistribution(noise.degreesOfFreedom())
                .inverseCumulativeProbability(1 - (1 - confidence) / comparisons);
    }

    public Standing best() {
        return standings.get(0);
    }

    /** The best and all that are not separated from it, in their order. */
    public List<Standing> contenders() {
        return standings.stream().filter(standing -> !standing.isSeparated()).toList();
    }

    /**
     * How many more trainings would separate the best from all others, if all differences are what they seem to be: each
     * contender, and the best, trained so often that the margin is as small as the difference. Empty where the noise is not
     * known, or they are too much alike for a million trainings.
     */
    public OptionalLong trainingsToSeparate() {
        if (noise.isEmpty()) {
            return OptionalLong.empty();
        }
        double wanted = 0;
        double ofBest = best().seeds();
        for (Standing contender : contenders().subList(1, contenders().size())) {
            double each = seedsToSeparate(contender);
            ofBest = Math.max(ofBest, each);
            wanted += Math.max(0, each - contender.seeds());
        }
        wanted += ofBest - best().seeds();
        return wanted <= MOST_TRAININGS ? OptionalLong.of(Math.max(1, (long) wanted)) : OptionalLong.empty();
    }

    private double seedsToSeparate(Standing contender) {
        SeedNoise known = noise.orElseThrow();
        double seeds = contender.seeds();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            // With more trainings, the noise is better known, too.
            double more = 2 * Math.max(0, Math.min(seeds, MOST_TRAININGS) - contender.seeds());
            SeedNoise then = new SeedNoise(known.deviation(), known.degreesOfFreedom() + (int) more);
            double unit = then.deviation() * critical(standings.size(), then, confidence);
            // Margin = unit · √(2 / seeds), and it has to be exceeded.
            seeds = Math.floor(2 * unit * unit / (contender.behind() * contender.behind())) + 1;
        }
        return seeds;
    }
}
