package io.phiscale.scaling.architecture;

/**
 * Global average pool, 1×1 convolution to the squeezed channels, SiLU, 1×1 convolution back, sigmoid gate on the
 * input. Both convolutions have biases and no batch norm (official EfficientNet).
 */
public record SqueezeExcitation(int channels, int squeezedChannels) implements Layer {

    @Override
    public long parameters() {
        return 2L * channels * squeezedChannels + channels + squeezedChannels;
    }

    @Override
    public long multiplyAdds(int size) {
        return 2L * channels * squeezedChannels;
    }

    @Override
    public long activations(int size) {
        return 0;
    }

    @Override
    public int outputSize(int size) {
        return size;
    }
}
