package io.phiscale.scaling.architecture;

/**
 * What blocks are made of. Engines build these and nothing else, and the cost of a network is the sum over them, so
 * that a new kind of block needs no new engine code. Feature maps are square; sizes are in pixels; padding is "same".
 */
public sealed interface Layer permits Convolution, MaxPooling, SqueezeExcitation {

    /** Trainable numbers; running statistics of batch norm are not among them. */
    long parameters();

    /** Multiply-adds for one image whose feature map is {@code size} × {@code size} before this layer. */
    long multiplyAdds(int size);

    /** Output elements for one image, counted for convolutions outside squeeze-and-excitation alone. */
    long activations(int size);

    /** The feature map's size after this layer. */
    int outputSize(int size);

    /** ⌈size / stride⌉. */
    static int outputSize(int size, int stride) {
        return (size + stride - 1) / stride;
    }
}
