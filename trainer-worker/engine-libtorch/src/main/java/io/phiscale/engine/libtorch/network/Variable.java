package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.Tensor;

/**
 * A named tensor of a network's numbers.
 *
 * @param name timm's, such as {@code blocks.0.0.conv_dw.weight}
 */
public record Variable(String name, Tensor tensor, Role role) {

    /** What happens to a variable in training. */
    public enum Role {
        /** Of a convolution or a dense layer, biases included: trained, with weight decay. */
        WEIGHT,
        /** Batch norm's scale and shift: trained, without weight decay. */
        NORMALIZATION,
        /** Batch norm's: measured. */
        RUNNING_MEAN,
        /** Batch norm's: measured. */
        RUNNING_VARIANCE
    }

    public boolean isTrained() {
        return role == Role.WEIGHT || role == Role.NORMALIZATION;
    }
}
