package io.phiscale.scaling.architecture;

/** The largest number of each window, channel by channel; what lies outside the feature map is no candidate. */
public record MaxPooling(int kernel, int stride) implements Layer {

    @Override
    public long parameters() {
        return 0;
    }

    @Override
    public long multiplyAdds(int size) {
        return 0;
    }

    @Override
    public long activations(int size) {
        return 0;
    }

    @Override
    public int outputSize(int size) {
        return Layer.outputSize(size, stride);
    }
}
