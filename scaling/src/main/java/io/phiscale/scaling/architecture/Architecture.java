package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A fully resolved network: stem, stages, head (1×1 convolution, global average pool, dropout, dense layer), and the
 * square images it takes. Dropout and stochastic depth belong to the recipe: they change no shape.
 *
 * @param inputChannels of the images: 1 for grey, 3 for colour
 * @param resolution of the images, in pixels
 * @param headChannels output channels of the head's 1×1 convolution, which is what the dense layer sees
 */
public record Architecture(
        int inputChannels, int resolution, Stem stem, List<Stage> stages, int headChannels, int classes) {
    public static final int LEAST_RESOLUTION = 8;
    public static final int MOST_RESOLUTION = 4_096;
    public static final int MOST_INPUT_CHANNELS = 64;
    public static final int MOST_CLASSES = 100_000;
    private static final int MOST_STAGES = 100;

    public Architecture {
        stages = List.copyOf(stages);
        Require.between("inputChannels", inputChannels, 1, MOST_INPUT_CHANNELS);
        Require.between("resolution", resolution, LEAST_RESOLUTION, MOST_RESOLUTION);
        Require.between("head", headChannels, 1, Stage.MOST_CHANNELS);
        Require.between("classes", classes, 2, MOST_CLASSES);
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new InvalidValueException("stages", stages.size() + " stages", "1 to " + MOST_STAGES + " stages");
        }
    }

    public Architecture forImages(int newInputChannels, int newClasses) {
        return new Architecture(newInputChannels, resolution, stem, stages, headChannels, newClasses);
    }

    public Architecture at(int newResolution) {
        return new Architecture(inputChannels, newResolution, stem, stages, headChannels, classes);
    }

    public Convolution stemConvolution() {
        return Convolution.full(stem.kernel(), stem.stride(), inputChannels, stem.channels(), Activation.SILU);
    }

    /** Every block of every stage, in forward order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int channels = stem.channels();
        for (Stage stage : stages) {
            blocks.addAll(stage.blocks(channels));
            channels = stage.channels();
        }
        return List.copyOf(blocks);
    }

    public Convolution headConvolution() {
        int channels = stages.get(stages.size() - 1).channels();
        return Convolution.full(1, 1, channels, headChannels, Activation.SILU);
    }

    public Cost cost() {
        return Cost.of(this);
    }

    /** The network's identity: equal for equal networks, whatever coefficients built them. */
    public String fingerprint() {
        return Fingerprint.of(this);
    }
}
