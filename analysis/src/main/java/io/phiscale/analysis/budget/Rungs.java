package io.phiscale.analysis.budget;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Budgets that rise: all candidates are trained to the first rung, and the best of each go on to the next (successive
 * halving: Jamieson and Talwalkar, 2016).
 *
 * @param epochs of each rung in all, rising; the last is what candidates are compared by in the end
 * @param keep the share of a rung's candidates that go on, above 0 and below 1
 * @param least how many go on at least, where there are as many
 */
public record Rungs(List<Integer> epochs, double keep, int least, Promotion promotion) {
    public static final double DEFAULT_KEEP = 0.4;
    public static final int DEFAULT_LEAST = 6;
    private static final int MOST = 10;
    private static final double ROUNDING_ERROR = 1e-9;

    public Rungs {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty() || epochs.size() > MOST || !Require.rises(epochs, 1)) {
            throw new InvalidValueException(
                    "rungs",
                    epochs,
                    "1 to %d whole numbers of epochs, each larger than the one before".formatted(MOST));
        }
        Require.between("keep", keep, 0.01, 0.99);
        Require.between("least", least, 1, 10_000);
    }

    /** No candidate is left out on the way. */
    public static Rungs single(int epochs) {
        return new Rungs(List.of(epochs), DEFAULT_KEEP, DEFAULT_LEAST, Promotion.CERTAIN);
    }

    public int last() {
        return epochs.size() - 1;
    }

    /** How many of so many go on. */
    public int kept(int candidates) {
        int share = (int) Math.ceil(candidates * keep - ROUNDING_ERROR);
        return Math.min(candidates, Math.max(least, share));
    }

    /** How many candidates each rung is meant for; promotions in vain come on top. */
    public List<Integer> candidates(int first) {
        List<Integer> counts = new ArrayList<>(List.of(first));
        while (counts.size() < epochs.size()) {
            counts.add(kept(counts.get(counts.size() - 1)));
        }
        return List.copyOf(counts);
    }

    /** Epochs that a training to this rung adds to one that has come to the rung before. */
    public int added(int rung) {
        return rung == 0 ? epochs.get(0) : epochs.get(rung) - epochs.get(rung - 1);
    }
}
