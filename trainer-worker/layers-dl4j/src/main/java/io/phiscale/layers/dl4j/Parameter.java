package io.phiscale.layers.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One named array among a layer's parameters, and how it begins. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Parameter(String name, Role role, double start, long... shape) {
    enum Role {
        /** Drawn from N(0, start²); subject to weight decay. */
        WEIGHT,
        BIAS,
        /** Batch norm's scale and shift: trained, but never decayed. */
        NORMALIZATION,
        /** Batch norm's running statistics: no gradient ever reaches them. */
        STATISTIC
    }

    /** A convolution's kernel: N(0, √(2 / fanOut)), as in the official EfficientNet. */
    static Parameter weight(String name, long fanOut, long... shape) {
        return new Parameter(name, Role.WEIGHT, Math.sqrt(2.0 / fanOut), shape);
    }

    /** A row, [1, length]. */
    static Parameter constant(String name, Role role, double start, long length) {
        return new Parameter(name, role, start, 1, length);
    }

    long length() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    void initialize(INDArray array) {
        if (role == Role.WEIGHT) {
            Nd4j.getDistributions().createNormal(0, start).sample(array);
        } else {
            array.assign(start);
        }
    }
}
