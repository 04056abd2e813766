package io.phiscale.scaling.architecture;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;

/**
 * What a network costs for one image.
 *
 * @param parameters trainable numbers
 * @param multiplyAdds what the literature calls FLOPs
 * @param activations output elements of all convolutions outside squeeze-and-excitation (Radosavovic et al., pycls)
 */
public record Cost(long parameters, long multiplyAdds, long activations) {
    private static final int BYTES_PER_NUMBER = 4;
    /** Weight, gradient, and up to two optimizer states. */
    private static final int NUMBERS_PER_PARAMETER = 4;
    /** Backward needs the output of the convolution, of batch norm, and of the activation. */
    private static final int NUMBERS_PER_ACTIVATION = 3;

    /**
     * Walks the network in forward order and sums over its layers, exactly as an engine builds it.
     *
     * @throws InvalidValueException where the numbers are too large to count
     */
    static Cost of(Architecture architecture) {
        try {
            return sum(architecture);
        } catch (ArithmeticException overflow) {
            throw new InvalidValueException(
                    "architecture",
                    "a network of more than 9·10^18 multiply-adds",
                    "fewer channels, fewer layers or a lower resolution");
        }
    }

    private static Cost sum(Architecture architecture) {
        Sum sum = new Sum(architecture.resolution());
        sum.add(architecture.stemConvolution());
        architecture.stemPooling().ifPresent(sum::add);
        architecture.blocks().forEach(sum::add);
        architecture.headConvolution().ifPresent(sum::add);
        sum.addDense(architecture.features(), architecture.classes());
        return new Cost(sum.parameters, sum.multiplyAdds, sum.activations);
    }

    /**
     * An estimate of the memory that training takes in single precision, in bytes: weights, gradients, optimizer
     * state, and the activations that the backward pass needs. Work space of the engine comes on top. What is too
     * much to count is {@link Long#MAX_VALUE}: more than any machine has.
     */
    public long trainingMemory(int batchSize) {
        Require.between("batchSize", batchSize, 1, Integer.MAX_VALUE);
        double numbers =
                (double) NUMBERS_PER_PARAMETER * parameters + (double) NUMBERS_PER_ACTIVATION * activations * batchSize;
        if (numbers * BYTES_PER_NUMBER >= Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        return BYTES_PER_NUMBER
                * (NUMBERS_PER_PARAMETER * parameters + NUMBERS_PER_ACTIVATION * activations * batchSize);
    }

    /** Multiply-adds over those of another network. */
    public double ratioTo(Cost other) {
        return (double) multiplyAdds / other.multiplyAdds;
    }

    private static final class Sum {
        private int size;
        private long parameters;
        private long multiplyAdds;
        private long activations;

        Sum(int size) {
            this.size = size;
        }

        void add(Block block) {
            block.projection().ifPresent(this::addBeside);
            block.layers().forEach(this::add);
        }

        void add(Layer layer) {
            addBeside(layer);
            size = layer.outputSize(size);
        }

        /** Of a layer whose output is not what the next one takes. */
        private void addBeside(Layer layer) {
            parameters = Math.addExact(parameters, layer.parameters());
            multiplyAdds = Math.addExact(multiplyAdds, layer.multiplyAdds(size));
            activations = Math.addExact(activations, layer.activations(size));
        }

        void addDense(int inputs, int outputs) {
            parameters += (long) inputs * outputs + outputs;
            multiplyAdds += (long) inputs * outputs;
        }
    }
}
