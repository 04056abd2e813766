package io.phiscale.scaling.coefficient;

import io.phiscale.scaling.validation.Require;

/** What a baseline's depth, width and resolution are multiplied by. */
public record ScalingFactors(double depth, double width, double resolution) {
    public static final ScalingFactors ONE = new ScalingFactors(1, 1, 1);

    public ScalingFactors {
        Require.positive("depth", depth);
        Require.positive("width", width);
        Require.positive("resolution", resolution);
    }
}
