package io.phiscale.bench;

import io.phiscale.cli.network.BaselineOption;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.validation.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network to train: a baseline, and what is to be different in it. */
final class MeasuredNetwork {
    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Option(names = "--resolution", paramLabel = "PX", description = "Image size; default: the baseline's.")
    private @Nullable Integer resolution;

    @Option(names = "--stem-stride", paramLabel = "1|2", description = "Default: the baseline's.")
    private @Nullable Integer stemStride;

    @Option(names = "--no-squeeze-excitation", description = "Leave squeeze-and-excitation out of all stages.")
    private boolean noSqueezeExcitation;

    Architecture resolve() {
        Architecture base = baseline.resolve().architecture();
        return base.resized(
                resolution == null
                        ? base.resolution()
                        : Require.between(
                                "--resolution",
                                resolution,
                                Architecture.LEAST_RESOLUTION,
                                Architecture.MOST_RESOLUTION),
                stem(base.stem()),
                noSqueezeExcitation ? withoutSqueezeExcitation(base.stages()) : base.stages(),
                base.headChannels());
    }

    private Stem stem(Stem stem) {
        return stemStride == null
                ? stem
                : new Stem(
                        stem.kernel(),
                        Require.between("--stem-stride", stemStride, 1, 2),
                        stem.channels(),
                        stem.pool());
    }

    private static List<Stage> withoutSqueezeExcitation(List<Stage> stages) {
        return stages.stream()
                .map(stage -> new Stage(
                        stage.operator(),
                        stage.kernel(),
                        stage.stride(),
                        stage.expansion(),
                        0,
                        stage.channels(),
                        stage.layers()))
                .toList();
    }
}
