package io.phiscale.scaling.coefficient;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;

/** Builds scaled networks. Stem, every stage and head are scaled; no stage is exempt. */
public record Scaler(Baseline baseline, Rounding rounding) {
    public Scaler {
        int own = baseline.architecture().resolution();
        if (rounding.resolutionCap() < own) {
            throw new InvalidValueException(
                    "rounding.resolutionCap",
                    rounding.resolutionCap(),
                    "at least the baseline's own %d px".formatted(own));
        }
    }

    /** @throws io.phiscale.scaling.validation.InvalidValueException where the result is too large or too small */
    public Architecture scale(ScalingFactors factors) {
        Architecture base = baseline.architecture();
        // Checked as a real number first: a very large one would wrap around when it becomes an int.
        Require.between(
                "resolution",
                base.resolution() * factors.resolution(),
                Architecture.LEAST_RESOLUTION,
                rounding.isCapped() ? Double.MAX_VALUE : Architecture.MOST_RESOLUTION);
        Require.between("depth", factors.depth(), 0, Stage.MOST_LAYERS);
        Require.between("width", factors.width(), 0, Stage.MOST_CHANNELS);
        return scaleTo(factors.depth(), factors.width(), rounding.resolution(base.resolution(), factors.resolution()));
    }

    /** As {@link #scale}, at a resolution that is given in pixels instead of by a factor. */
    public Architecture scaleTo(double depth, double width, int resolution) {
        Architecture base = baseline.architecture();
        List<Stage> stages = base.stages().stream()
                .map(stage -> stage.scaled(
                        rounding.channels(stage.scaledChannels(), width), rounding.layers(stage.layers(), depth)))
                .toList();
        return base.resized(
                resolution,
                base.stem().scaled(rounding.channels(base.stem().channels(), width)),
                stages,
                base.hasHead() ? rounding.channels(base.headChannels(), width) : 0);
    }
}
