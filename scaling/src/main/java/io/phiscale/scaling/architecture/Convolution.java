package io.phiscale.scaling.architecture;

/**
 * A convolution without bias, batch norm, and an activation. Depthwise where groups equals the input channels.
 *
 * @param groups how many groups of channels are convolved apart from each other; 1 or the input channels
 */
public record Convolution(
        int kernel, int stride, int inputChannels, int outputChannels, int groups, Activation activation)
        implements Layer {

    public static Convolution full(int kernel, int stride, int input, int output, Activation activation) {
        return new Convolution(kernel, stride, input, output, 1, activation);
    }

    public static Convolution depthwise(int kernel, int stride, int channels, Activation activation) {
        return new Convolution(kernel, stride, channels, channels, channels, activation);
    }

    public boolean isDepthwise() {
        return groups > 1;
    }

    /** Numbers in the kernel alone, without batch norm's scale and shift. */
    public long weights() {
        return (long) kernel * kernel * (inputChannels / groups) * outputChannels;
    }

    @Override
    public long parameters() {
        return weights() + 2L * outputChannels;
    }

    @Override
    public long multiplyAdds(int size) {
        long output = outputSize(size);
        return Math.multiplyExact(weights(), output * output);
    }

    @Override
    public long activations(int size) {
        long output = outputSize(size);
        return output * output * outputChannels;
    }

    @Override
    public int outputSize(int size) {
        return Layer.outputSize(size, stride);
    }
}
