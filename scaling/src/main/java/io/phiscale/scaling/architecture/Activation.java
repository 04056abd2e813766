package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;

/** The function after a convolution's batch norm. */
public enum Activation {
    /** None: the linear projection at the end of a block's branch. */
    IDENTITY,
    /** max(0, x). */
    RELU,
    /** min(max(0, x), 6). */
    RELU6,
    /** x · sigmoid(x), also known as swish. */
    SILU;

    /** @throws InvalidValueException where this is none at all: a network without one is a linear function */
    static Activation ofNetwork(Activation given) {
        if (given == IDENTITY) {
            throw new InvalidValueException("activation", "identity", "silu, relu or relu6");
        }
        return given;
    }
}
