package io.phiscale.search.selection;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.ScalingFactors;
import java.util.List;

/** The larger models that the chosen coefficients give. */
public record LadderView(Coefficients coefficients, List<Model> models) {

    /**
     * @param factors nominal: what depth, width and resolution of the baseline are multiplied by
     * @param architecture with its resolved stages: no rounding is left to the reader
     */
    public record Model(
            String name,
            double phi,
            ScalingFactors factors,
            int resolution,
            int blocks,
            int head,
            String fingerprint,
            Cost cost,
            Architecture architecture) {}
}
