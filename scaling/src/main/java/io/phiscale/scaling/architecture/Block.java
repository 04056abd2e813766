package io.phiscale.scaling.architecture;

import java.util.List;
import java.util.Optional;

/**
 * One block of a resolved network.
 *
 * @param activation after all its convolutions but linear ones
 * @param expansion of MBConv, the inner channels over the input channels; of bottlenecks, the output channels over the inner
 * @param squeezedChannels of squeeze-and-excitation; 0 means that there is none
 */
public record Block(
        Operator operator,
        Activation activation,
        int kernel,
        int stride,
        int expansion,
        int inputChannels,
        int outputChannels,
        int squeezedChannels) {

    /** The layers in forward order; where the block skips, those of its branch. */
    public List<Layer> layers() {
        return operator.layers(this);
    }

    /** Whether the block's input is added to its output; stochastic depth applies to these blocks alone. */
    public boolean skips() {
        return operator.skips(this);
    }

    /** What a block that skips does to its input before it adds it to an output of another shape (He et al., option B). */
    public Optional<Convolution> projection() {
        return skips() && !keepsShape()
                ? Optional.of(Convolution.full(1, stride, inputChannels, outputChannels, Activation.IDENTITY))
                : Optional.empty();
    }

    /** What follows the sum in a block that skips. */
    public Activation afterSum() {
        return operator.afterSum(this);
    }

    boolean keepsShape() {
        return stride == 1 && inputChannels == outputChannels;
    }
}
