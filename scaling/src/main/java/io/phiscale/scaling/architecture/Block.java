package io.phiscale.scaling.architecture;

import java.util.List;

/**
 * One block of a resolved network.
 *
 * @param expansion the inner channels are the input channels times this (MBConv)
 * @param squeezedChannels of squeeze-and-excitation; 0 means that there is none
 */
public record Block(
        Operator operator,
        int kernel,
        int stride,
        int expansion,
        int inputChannels,
        int outputChannels,
        int squeezedChannels) {

    /** The layers in forward order. */
    public List<Layer> layers() {
        return operator.layers(this);
    }

    /** Whether the block's input is added to its output; stochastic depth applies to these blocks alone. */
    public boolean skips() {
        return operator.skips(this);
    }
}
