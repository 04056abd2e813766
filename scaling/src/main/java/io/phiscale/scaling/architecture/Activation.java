package io.phiscale.scaling.architecture;

/** The function after a convolution's batch norm. */
public enum Activation {
    /** None: the linear projection at the end of an MBConv block. */
    IDENTITY,
    /** x · sigmoid(x), also known as swish. */
    SILU
}
