package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of equal blocks, of which the first has the stride and changes the channels.
 *
 * @param kernel odd, in pixels
 * @param expansion as a block's; 1 for operators that have none
 * @param squeezeRatio squeezed channels of squeeze-and-excitation over a block's input channels; 0 for none
 * @param channels output channels of every block of the stage
 * @param layers number of blocks
 */
public record Stage(
        Operator operator, int kernel, int stride, int expansion, double squeezeRatio, int channels, int layers) {
    public static final int MOST_CHANNELS = 65_536;
    public static final int MOST_LAYERS = 1_000;

    public Stage {
        checkKernel(kernel);
        Require.between("stride", stride, 1, 2);
        Require.between("expansion", expansion, 1, 16);
        Require.between("squeezeRatio", squeezeRatio, 0, 1);
        Require.between("channels", channels, 1, MOST_CHANNELS);
        Require.between("layers", layers, 1, MOST_LAYERS);
        if (expansion != 1 && !operator.expands()) {
            throw new InvalidValueException("expansion", expansion, "1, or operator mbconv or bottleneck");
        }
        if (operator == Operator.BOTTLENECK && channels % expansion != 0) {
            throw new InvalidValueException(
                    "channels", channels, "a multiple of the expansion, %d".formatted(expansion));
        }
        if (squeezeRatio != 0 && operator != Operator.MBCONV) {
            throw new InvalidValueException("squeezeRatio", squeezeRatio, "0, or operator mbconv");
        }
    }

    static void checkKernel(int kernel) {
        if (!isKernel(kernel)) {
            throw new InvalidValueException("kernel", kernel, "an odd number from 1 to 15");
        }
    }

    static boolean isKernel(int size) {
        return size >= 1 && size <= 15 && size % 2 == 1;
    }

    /** The channels that scaling rounds: those that it puts out; of bottlenecks the inner ones, which these follow. */
    public int scaledChannels() {
        return operator == Operator.BOTTLENECK ? channels / expansion : channels;
    }

    /** @param newChannels in place of the {@link #scaledChannels} */
    public Stage scaled(int newChannels, int newLayers) {
        long output = operator == Operator.BOTTLENECK ? (long) newChannels * expansion : newChannels;
        // What is too large is refused, rather than wrapped around to what is not.
        int channels = (int) Math.min(Integer.MAX_VALUE, output);
        return new Stage(operator, kernel, stride, expansion, squeezeRatio, channels, newLayers);
    }

    /** This stage's blocks behind a feature map of so many channels. */
    List<Block> blocks(int inputChannels, Activation activation) {
        List<Block> blocks = new ArrayList<>(layers);
        int input = inputChannels;
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(new Block(
                    operator,
                    activation,
                    kernel,
                    layer == 0 ? stride : 1,
                    expansion,
                    input,
                    channels,
                    squeezed(input)));
            input = channels;
        }
        return blocks;
    }

    /** From the channels before expansion, cut to a whole number, at least 1 (official EfficientNet). */
    private int squeezed(int inputChannels) {
        return squeezeRatio == 0 ? 0 : Math.max(1, (int) (squeezeRatio * inputChannels));
    }
}
