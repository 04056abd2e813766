package io.phiscale.specification;

import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * One stage as a user writes it.
 *
 * @param inputChannels need not be given; where it is, it must be what the stage before puts out
 */
record StageDocument(
        @Nullable Operator operator,
        @Nullable Integer kernel,
        @Nullable Integer stride,
        @Nullable Integer expansion,
        @Nullable Double squeezeRatio,
        @Nullable Integer inputChannels,
        @Nullable Integer channels,
        @Nullable Integer layers) {

    static StageDocument of(Stage stage) {
        return new StageDocument(
                stage.operator(),
                stage.kernel(),
                stage.stride(),
                stage.expansion(),
                stage.squeezeRatio(),
                null,
                stage.channels(),
                stage.layers());
    }

    Stage stage(double networkSqueezeRatio) {
        if (operator == null) {
            throw new InvalidValueException(
                    "operator", "missing", "mbconv, separable, basic, bottleneck or convolution");
        }
        if (channels == null) {
            throw new InvalidValueException("channels", "missing", "the stage's output channels");
        }
        boolean mbconv = operator == Operator.MBCONV;
        return new Stage(
                operator,
                Given.or(kernel, 3),
                Given.or(stride, 1),
                Given.or(expansion, usualExpansion(operator)),
                Given.or(squeezeRatio, mbconv ? networkSqueezeRatio : 0),
                channels,
                Given.or(layers, 1));
    }

    private static int usualExpansion(Operator operator) {
        return switch (operator) {
            case MBCONV -> 6;
            case BOTTLENECK -> 4;
            case CONVOLUTION, SEPARABLE, BASIC -> 1;
        };
    }

    void checkChain(int previousChannels) {
        if (inputChannels != null && inputChannels != previousChannels) {
            throw new InvalidValueException(
                    "inputChannels",
                    inputChannels,
                    "%d, the output channels of what stands before this stage (or leave it out)"
                            .formatted(previousChannels));
        }
    }
}
