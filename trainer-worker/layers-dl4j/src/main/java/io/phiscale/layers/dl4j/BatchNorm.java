package io.phiscale.layers.dl4j;

import static io.phiscale.layers.dl4j.Operations.add;
import static io.phiscale.layers.dl4j.Operations.columnSums;
import static io.phiscale.layers.dl4j.Operations.multiply;
import static io.phiscale.layers.dl4j.Operations.subtract;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation (Ioffe and Szegedy) of [rows, channels] over its rows, without scale and shift: those belong to
 * the layer, which can fold them into what follows. Rows of per-channel numbers are [1, channels].
 */
final class BatchNorm {
    private final double epsilon;

    BatchNorm(double epsilon) {
        this.epsilon = epsilon;
    }

    /** What the backward pass and the running statistics need of one forward pass. */
    record Normalized(INDArray values, INDArray mean, INDArray variance, INDArray inverseDeviation) {}

    /** Normalises in place. */
    Normalized normalize(INDArray matrix, Memory memory) {
        long rows = matrix.rows();
        long channels = matrix.columns();
        INDArray ones = memory.forwardScratch(1, rows).assign(1);
        INDArray mean = columnSums(matrix, ones, memory.kept(1, channels)).divi(rows);
        subtract(matrix, mean, matrix);
        // From centred values: the mean of squares less the squared mean would lose the digits that matter.
        INDArray squares = multiply(matrix, matrix, memory.forwardScratch(rows, channels));
        INDArray variance = columnSums(squares, ones, memory.kept(1, channels)).divi(rows);
        INDArray inverseDeviation = inverseDeviation(variance, memory.kept(1, channels));
        multiply(matrix, inverseDeviation, matrix);
        return new Normalized(matrix, mean, variance, inverseDeviation);
    }

    INDArray inverseDeviation(INDArray variance, INDArray result) {
        variance.addi(epsilon, result);
        return Transforms.pow(result, -0.5, false);
    }

    /**
     * Turns the gradient with respect to the scaled values, in place, into that with respect to the layer's input, and
     * writes the gradients of scale and shift.
     */
    static void backward(
            Normalized forward,
            INDArray gradient,
            INDArray scale,
            INDArray scaleGradient,
            INDArray shiftGradient,
            Memory memory) {
        long rows = gradient.rows();
        long channels = gradient.columns();
        INDArray ones = memory.backwardScratch(1, rows).assign(1);
        INDArray product = multiply(gradient, forward.values(), memory.backwardScratch(rows, channels));
        columnSums(product, ones, scaleGradient);
        columnSums(gradient, ones, shiftGradient);
        INDArray row = memory.backwardScratch(1, channels);
        multiply(forward.values(), scaleGradient.divi(rows, row), product);
        subtract(gradient, product, gradient);
        subtract(gradient, shiftGradient.divi(rows, row), gradient);
        multiply(gradient, multiply(scale, forward.inverseDeviation(), row), gradient);
    }

    /** values · scale + shift. */
    static INDArray affine(INDArray values, INDArray scale, INDArray shift, INDArray result) {
        multiply(values, scale, result);
        return add(result, shift, result);
    }
}
