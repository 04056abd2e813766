package io.phiscale.scaling.ladder;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.ScalingFactors;
import org.jspecify.annotations.Nullable;

/**
 * One model of a ladder.
 *
 * @param name such as B4, or B3.5 for a phi of 3.5
 * @param phi null in the published ladder, whose factors are no powers
 * @param dropout null in ladders of powers, which leave it to the recipe
 */
public record LadderModel(
        String name,
        @Nullable Double phi,
        ScalingFactors factors,
        Architecture architecture,
        Cost cost,
        @Nullable Double dropout) {}
