package io.phiscale.search.trial;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;

/**
 * A trial with what it trains.
 *
 * @param coefficients the candidate's first
 * @param nominalProduct α·β²·γ² of these, before rounding
 * @param costRatio realised multiply-adds over the baseline's
 * @param resolution in pixels
 */
public record TrialRow(
        TrialView trial,
        Coefficients coefficients,
        double nominalProduct,
        double costRatio,
        Cost cost,
        int resolution) {}
