package io.phiscale.analysis.budget;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How much a search may train.
 *
 * @param seeds of every candidate at every rung that it comes to
 * @param mostSeeds of a candidate at the last rung: beyond {@code seeds}, they are given only to those that the
 *     comparison cannot tell apart
 * @param confidence with which candidates are told apart, such as 0.95
 * @param medianAfter the share of a rung's own epochs after which a training is ended whose accuracy is below the median of
 *     the others after as many epochs (Golovin et al., Google Vizier, KDD 2017); null where none is
 */
public record Budget(Rungs rungs, List<Long> seeds, int mostSeeds, double confidence, @Nullable Double medianAfter) {
    public static final double DEFAULT_CONFIDENCE = 0.95;
    public static final int MOST_SEEDS = 1_000;

    public Budget {
        seeds = List.copyOf(seeds);
        checkSeeds(seeds);
        Require.between("mostSeeds", mostSeeds, seeds.size(), MOST_SEEDS);
        Require.between("confidence", confidence, 0.5, 0.9999);
        if (medianAfter != null) {
            Require.between("medianAfter", medianAfter, 0.05, 0.95);
            if (seeds.size() > 1) {
                throw new InvalidValueException(
                        "medianAfter",
                        medianAfter,
                        "none with %d seeds for every candidate: only the lucky ones would come to the end"
                                .formatted(seeds.size()));
            }
        }
    }

    /** Every training goes on to the end of its rung. */
    public Budget(Rungs rungs, List<Long> seeds, int mostSeeds, double confidence) {
        this(rungs, seeds, mostSeeds, confidence, null);
    }

    public static void checkSeeds(List<Long> seeds) {
        if (seeds.isEmpty()
                || seeds.size() > MOST_SEEDS
                || seeds.stream().distinct().count() != seeds.size()) {
            throw new InvalidValueException("seeds", seeds, "1 to " + MOST_SEEDS + " different whole numbers");
        }
    }

    /** Every candidate is trained as long, and with as many seeds, as every other. */
    public static Budget same(int epochs, List<Long> seeds) {
        return new Budget(Rungs.single(epochs), seeds, seeds.size(), DEFAULT_CONFIDENCE);
    }

    /**
     * With which candidates have to be told apart each time that somebody looks, so that all looks together have the
     * confidence (Bonferroni): one more for each seed that may still be given.
     */
    public double confidenceOfALook() {
        return 1 - (1 - confidence) / (mostSeeds - seeds.size() + 1);
    }

    /**
     * What a search may come to.
     *
     * @param trainings each candidate, seed and rung is one
     * @param epochs that they train in all, each going on from the rung below
     */
    public record Extent(long trainings, long epochs) {}

    /** Without seeds beyond those of every candidate, and promotions in vain. */
    public Extent least(int candidates) {
        return extent(rungs.candidates(candidates));
    }

    /** @param counts of candidates at each rung */
    private Extent extent(List<Integer> counts) {
        long trainings = 0;
        long epochs = 0;
        for (int rung = 0; rung < counts.size(); rung++) {
            long ofRung = (long) counts.get(rung) * seeds.size();
            trainings += ofRung;
            epochs += ofRung * rungs.added(rung);
        }
        return new Extent(trainings, epochs);
    }

    /** With every seed that may be given to the candidates of the last rung, and every promotion that may be in vain. */
    public Extent most(int candidates) {
        // Whoever comes early may be promoted, though all who come later are better.
        List<Integer> counts = rungs.promotion() == Promotion.EARLY
                ? Collections.nCopies(rungs.epochs().size(), candidates)
                : rungs.candidates(candidates);
        Extent least = extent(counts);
        long further = (long) counts.get(rungs.last()) * (mostSeeds - seeds.size());
        return new Extent(
                least.trainings() + further,
                least.epochs() + further * rungs.epochs().get(rungs.last()));
    }

    /** Every candidate to the last rung with every seed that it may be given. */
    public Extent exhaustive(int candidates) {
        long trainings = (long) candidates * mostSeeds;
        return new Extent(trainings, trainings * rungs.epochs().get(rungs.last()));
    }

    /** The first seed that a candidate does not have yet; empty where it has as many as it may. The same for all candidates: they are compared seed by seed. */
    public OptionalLong next(Collection<Long> given) {
        if (given.size() >= mostSeeds) {
            return OptionalLong.empty();
        }
        for (long seed : seeds) {
            if (!given.contains(seed)) {
                return OptionalLong.of(seed);
            }
        }
        long further = seeds.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        while (given.contains(further)) {
            further++;
        }
        return OptionalLong.of(further);
    }
}
