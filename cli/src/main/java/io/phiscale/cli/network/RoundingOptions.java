package io.phiscale.cli.network;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.coefficient.DepthRounding;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import picocli.CommandLine.Option;

/** How scaled numbers become whole ones. */
final class RoundingOptions {
    private static final int MOST = 256;

    @Option(
            names = "--depth-rounding",
            paramLabel = "ceil|nearest",
            description = "Of layers; ceil is the official rule. Default: ${DEFAULT-VALUE}")
    private String depth = "ceil";

    @Option(
            names = "--channel-divisor",
            paramLabel = "N",
            description = "Channels are multiples of N. Default: ${DEFAULT-VALUE}")
    private int channelDivisor = Rounding.OFFICIAL.channelDivisor();

    @Option(
            names = "--resolution-multiple",
            paramLabel = "N",
            description = "Resolutions are multiples of N. Default: ${DEFAULT-VALUE}")
    private int resolutionMultiple = Rounding.OFFICIAL.resolutionMultiple();

    @Option(
            names = "--resolution-cap",
            paramLabel = "PX",
            description = "No resolution is above this. Default: ${DEFAULT-VALUE}")
    private int resolutionCap = Architecture.MOST_RESOLUTION;

    Rounding resolve() {
        return new Rounding(
                Require.between("--channel-divisor", channelDivisor, 1, MOST),
                Require.between("--resolution-multiple", resolutionMultiple, 1, MOST),
                depthRounding(),
                Require.between("--resolution-cap", resolutionCap, resolutionMultiple, Architecture.MOST_RESOLUTION));
    }

    private DepthRounding depthRounding() {
        return switch (depth) {
            case "ceil" -> DepthRounding.CEIL;
            case "nearest" -> DepthRounding.NEAREST;
            default -> throw new InvalidValueException("--depth-rounding", depth, "ceil or nearest");
        };
    }
}
