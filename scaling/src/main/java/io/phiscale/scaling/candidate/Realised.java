package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Networks that really cost the same: those whose realised cost, rounding and all, is within a band around target^phi times
 * the baseline's. Points of equal α·β²·γ² are not: rounding moves the cost of EfficientNet-B0's grid from 1.93 to 3.33 times
 * the baseline's, and a ranking of these by accuracy is mostly one by cost. Of all such networks so many are taken that
 * cover the plane of depth, width and resolution evenly.
 *
 * @param costs all of which must be within the band. Where none of them grows with resolution, it stays the baseline's:
 *     more of it would be free
 * @param band how far from the target, as a part of it: 0.05 for 5 %
 * @param most how many networks are taken, at most
 * @param around null for networks of whatever shares
 * @param step between neighbouring α, and β: fine, so that no network is missed
 */
public record Realised(
        List<CostMeasure> costs,
        double band,
        int most,
        double step,
        double target,
        double phi,
        @Nullable Neighbourhood around)
        implements CandidateStrategy {
    public static final Realised DEFAULT = new Realised(List.of(CostMeasure.MULTIPLY_ADDS), 0.05, 30, 0.01, 2, 1);
    private static final int MOST_CANDIDATES = 10_000;

    public Realised {
        costs = List.copyOf(costs);
        if (costs.isEmpty() || costs.stream().distinct().count() != costs.size()) {
            throw new InvalidValueException(
                    "costs",
                    costs.stream().map(CostMeasure::inWords).toList(),
                    "one or more of %s, each once".formatted(CostMeasure.all()));
        }
        Require.between("band", band, 0, 1);
        Require.between("candidates", most, 1, MOST_CANDIDATES);
        Require.between("step", step, 0.001, 1);
        Require.between("target", target, 1.01, 1_000);
        Require.between("phi", phi, 0.01, 10);
    }

    /** Of whatever shares. */
    public Realised(List<CostMeasure> costs, double band, int most, double step, double target, double phi) {
        this(costs, band, most, step, target, phi, null);
    }

    @Override
    public double product() {
        return around == null ? target : around.coefficients().product();
    }

    @Override
    public CandidateSet candidates(Scaler scaler, int batchSize) {
        return new BandSearch(this, scaler, batchSize).candidates();
    }
}
