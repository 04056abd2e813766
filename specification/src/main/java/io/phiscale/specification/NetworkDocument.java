package io.phiscale.specification;

import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network of the user's own.
 *
 * @param channels of the images; a search takes the data set's where it is left out, as it does with classes
 * @param squeezeRatio of all MBConv stages that name none themselves
 * @param head output channels of the head's 1×1 convolution; 0 for none
 */
record NetworkDocument(
        @Nullable String name,
        @Nullable Integer channels,
        @Nullable Integer resolution,
        @Nullable Integer classes,
        @Nullable Activation activation,
        @Nullable Double squeezeRatio,
        @Nullable StemDocument stem,
        @Nullable List<StageDocument> stages,
        @Nullable Integer head) {
    private static final double OFFICIAL_SQUEEZE_RATIO = 0.25;

    /** @param pool kernel of the max pooling after the convolution; 0 for none */
    record StemDocument(
            @Nullable Integer kernel, @Nullable Integer stride, @Nullable Integer channels, @Nullable Integer pool) {

        Stem stem() {
            return new Stem(
                    Given.or(kernel, 3), Given.or(stride, 2), required("channels", channels), Given.or(pool, 0));
        }
    }

    /** With every value of each stage written out. */
    static NetworkDocument of(Baseline baseline) {
        Architecture architecture = baseline.architecture();
        Stem stem = architecture.stem();
        return new NetworkDocument(
                baseline.name(),
                architecture.inputChannels(),
                architecture.resolution(),
                architecture.classes(),
                architecture.activation(),
                null,
                new StemDocument(stem.kernel(), stem.stride(), stem.channels(), stem.pool()),
                architecture.stages().stream().map(StageDocument::of).toList(),
                architecture.headChannels());
    }

    BaselineChoice choice() {
        if (stem == null) {
            throw new InvalidValueException("stem", "missing", "a mapping with kernel, stride and channels");
        }
        Stem resolvedStem = Nested.read("stem", stem::stem);
        Architecture architecture = new Architecture(
                Require.between("channels", Given.or(channels, 3), 1, Architecture.MOST_INPUT_CHANNELS),
                required("resolution", resolution),
                Given.or(activation, Activation.SILU),
                resolvedStem,
                resolvedStages(resolvedStem.channels()),
                required("head", head, "a whole number; 0 for no convolution after the last stage"),
                Given.or(classes, 1000));
        return new BaselineChoice(new Baseline(Given.or(name, "custom"), architecture), classes, channels);
    }

    private List<Stage> resolvedStages(int stemChannels) {
        List<Stage> resolved = new ArrayList<>();
        int previous = stemChannels;
        for (StageDocument stage : Given.or(stages, List.<StageDocument>of())) {
            int before = previous;
            resolved.add(Nested.read("stages[" + resolved.size() + "]", () -> {
                stage.checkChain(before);
                return stage.stage(Given.or(squeezeRatio, OFFICIAL_SQUEEZE_RATIO));
            }));
            previous = resolved.get(resolved.size() - 1).channels();
        }
        return resolved;
    }

    private static int required(String field, @Nullable Integer value) {
        return required(field, value, "a whole number");
    }

    private static int required(String field, @Nullable Integer value, String allowed) {
        if (value == null) {
            throw new InvalidValueException(field, "missing", allowed);
        }
        return value;
    }
}
