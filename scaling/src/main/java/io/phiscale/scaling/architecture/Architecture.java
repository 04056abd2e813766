package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fully resolved network: stem, stages, head (1×1 convolution where there is one, global average pool, dropout, dense
 * layer), and the square images it takes. Dropout and stochastic depth belong to the recipe: they change no shape.
 *
 * @param inputChannels of the images: 1 for grey, 3 for colour
 * @param resolution of the images, in pixels
 * @param activation after batch norm, but for linear convolutions; within squeeze-and-excitation it is SiLU whatever this is
 * @param headChannels output channels of the head's 1×1 convolution; 0 where there is none
 */
public record Architecture(
        int inputChannels,
        int resolution,
        Activation activation,
        Stem stem,
        List<Stage> stages,
        int headChannels,
        int classes) {
    public static final int LEAST_RESOLUTION = 8;
    public static final int MOST_RESOLUTION = 4_096;
    public static final int MOST_INPUT_CHANNELS = 64;
    public static final int MOST_CLASSES = 100_000;
    private static final int MOST_STAGES = 100;

    public Architecture {
        stages = List.copyOf(stages);
        // Networks that were stored before there was a choice hold none.
        activation = activation == null ? Activation.SILU : Activation.ofNetwork(activation);
        Require.between("inputChannels", inputChannels, 1, MOST_INPUT_CHANNELS);
        Require.between("resolution", resolution, LEAST_RESOLUTION, MOST_RESOLUTION);
        Require.between("head", headChannels, 0, Stage.MOST_CHANNELS);
        Require.between("classes", classes, 2, MOST_CLASSES);
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new InvalidValueException("stages", stages.size() + " stages", "1 to " + MOST_STAGES + " stages");
        }
    }

    public Architecture forImages(int newInputChannels, int newClasses) {
        return new Architecture(newInputChannels, resolution, activation, stem, stages, headChannels, newClasses);
    }

    public Architecture at(int newResolution) {
        return new Architecture(inputChannels, newResolution, activation, stem, stages, headChannels, classes);
    }

    public Architecture with(Activation newActivation) {
        return new Architecture(inputChannels, resolution, newActivation, stem, stages, headChannels, classes);
    }

    public Architecture resized(int newResolution, Stem newStem, List<Stage> newStages, int newHeadChannels) {
        return new Architecture(inputChannels, newResolution, activation, newStem, newStages, newHeadChannels, classes);
    }

    public Convolution stemConvolution() {
        return Convolution.full(stem.kernel(), stem.stride(), inputChannels, stem.channels(), activation);
    }

    /** After the stem's convolution. */
    public Optional<MaxPooling> stemPooling() {
        return stem.pools() ? Optional.of(stem.pooling()) : Optional.empty();
    }

    /** Every block of every stage, in forward order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int channels = stem.channels();
        for (Stage stage : stages) {
            blocks.addAll(stage.blocks(channels, activation));
            channels = stage.channels();
        }
        return List.copyOf(blocks);
    }

    public Optional<Convolution> headConvolution() {
        return hasHead()
                ? Optional.of(Convolution.full(1, 1, lastStageChannels(), headChannels, activation))
                : Optional.empty();
    }

    /** Channels that are pooled over all pixels, which is what the dense layer sees. */
    public int features() {
        return hasHead() ? headChannels : lastStageChannels();
    }

    /** Whether there is a convolution after the last stage. */
    public boolean hasHead() {
        return headChannels > 0;
    }

    private int lastStageChannels() {
        return stages.get(stages.size() - 1).channels();
    }

    public Cost cost() {
        return Cost.of(this);
    }

    /** The network's identity: equal for equal networks, whatever coefficients built them. */
    public String fingerprint() {
        return Fingerprint.of(this);
    }
}
