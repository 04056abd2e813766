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
    private static final long MOST_TRAININGS = 1_000_000;
    /** One time in five. */
    private static final double MISSED = 0.2;

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
     * How many more trainings would separate the best from all others with a chance of four in five, if all differences are
     * what they seem to be: each contender, and the best, trained so often that each difference exceeds its margin in spite
     * of what noise is left. Empty where the noise is not known, or they are too much alike for a million trainings.
     */
    public OptionalLong trainingsToSeparate() {
        if (noise.isEmpty()) {
            return OptionalLong.empty();
        }
        List<Standing> others = contenders().subList(1, contenders().size());
        long wanted = 0;
        long ofBest = best().seeds();
        for (Standing contender : others) {
            long each = seedsToSeparate(contender, others.size());
            ofBest = Math.max(ofBest, each);
            wanted += each - contender.seeds();
            if (wanted > MOST_TRAININGS) {
                return OptionalLong.empty();
            }
        }
        wanted += ofBest - best().seeds();
        return wanted <= MOST_TRAININGS ? OptionalLong.of(Math.max(1, wanted)) : OptionalLong.empty();
    }

    /** The least that is enough; more than a million where that is not. More are never worse, so halving finds it. */
    private long seedsToSeparate(Standing contender, int others) {
        long tooFew = contender.seeds() - 1L;
        long enough = MOST_TRAININGS + 1;
        while (enough - tooFew > 1) {
            long middle = (tooFew + enough) / 2;
            if (isEnough(middle, contender, others)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean isEnough(long seeds, Standing contender, int others) {
        SeedNoise now = noise.orElseThrow();
        // Two trainings with a further seed tell one more thing of the noise, and one of the seed.
        int freedom = now.degreesOfFreedom() + (int) (seeds - contender.seeds());
        SeedNoise then = new SeedNoise(now.deviation(), freedom);
        double chance = new TDistribution(freedom).inverseCumulativeProbability(1 - MISSED / others);
        double errors = critical(standings.size(), then, confidence) + chance;
        return contender.behind() > errors * then.deviation() * Math.sqrt(2.0 / seeds);
    }
}
