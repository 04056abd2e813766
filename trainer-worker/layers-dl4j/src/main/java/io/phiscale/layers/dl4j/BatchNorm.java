package io.phiscale.layers.dl4j;

import static io.phiscale.layers.dl4j.Operations.add;
import static io.phiscale.layers.dl4j.Operations.matmul;
import static io.phiscale.layers.dl4j.Operations.multiply;
import static io.phiscale.layers.dl4j.Operations.power;
import static io.phiscale.layers.dl4j.Operations.subtract;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation (Ioffe and Szegedy) of [rows, channels] over its rows: centred values times the inverse deviation
 * times scale, plus shift. Scale and shift are the layer's, which can fold into them what follows. Rows of per-channel
 * numbers are [1, channels].
 */
final class BatchNorm {
    private final double epsilon;
    /** [1, rows] of 1 / rows: a product with it averages over rows, several times faster than ND4J's reductions. */
    private @Nullable INDArray averager;

    BatchNorm(double epsilon) {
        this.epsilon = epsilon;
    }

    /** What the backward pass and the running statistics need of one forward pass. */
    record Batch(INDArray centred, INDArray mean, INDArray variance, INDArray inverseDeviation) {}

    /** Centres in place, and measures. */
    Batch centre(INDArray matrix, Memory memory) {
        long channels = matrix.columns();
        INDArray mean = average(matrix, memory.kept(1, channels));
        subtract(matrix, mean, matrix);
        // From centred values: the mean of squares less the squared mean would lose the digits that matter.
        INDArray squares = multiply(matrix, matrix, memory.forwardScratch(matrix.shape()));
        INDArray variance = average(squares, memory.kept(1, channels));
        return new Batch(matrix, mean, variance, inverseDeviation(variance, memory.kept(1, channels)));
    }

    INDArray inverseDeviation(INDArray variance, INDArray result) {
        return power(add(variance, epsilon, result), -0.5, result);
    }

    /** values · factor + shift; the factor is scale times inverse deviation. */
    static INDArray affine(INDArray values, INDArray factor, INDArray shift, INDArray result) {
        multiply(values, factor, result);
        return add(result, shift, result);
    }

    /**
     * Writes the gradients of scale and shift.
     *
     * @param factor scale times inverse deviation
     * @param gradient with respect to the shifted values; may be {@code result} itself
     * @param result receives the gradient with respect to the values before centring
     * @param weight of the gradients of scale and shift
     */
    void backward(
            Batch batch,
            INDArray factor,
            INDArray gradient,
            INDArray result,
            INDArray scaleGradient,
            INDArray shiftGradient,
            double weight,
            Memory memory) {
        long rows = gradient.rows();
        INDArray product = multiply(gradient, batch.centred(), memory.backwardScratch(gradient.shape()));
        multiply(average(product, scaleGradient), batch.inverseDeviation(), scaleGradient);
        average(gradient, shiftGradient);
        INDArray row = memory.backwardScratch(1, gradient.columns());
        multiply(scaleGradient, batch.inverseDeviation(), row);
        multiply(batch.centred(), row, product);
        subtract(gradient, product, result);
        subtract(result, shiftGradient, result);
        multiply(result, factor, result);
        multiply(scaleGradient, weight * rows, scaleGradient);
        multiply(shiftGradient, weight * rows, shiftGradient);
    }

    @SuppressWarnings("try") // the scope's end is all that is wanted of the resource
    private INDArray average(INDArray matrix, INDArray result) {
        INDArray ready = averager;
        if (ready == null || ready.length() != matrix.rows()) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                ready = Nd4j.valueArrayOf(new long[] {1, matrix.rows()}, 1.0 / matrix.rows(), matrix.dataType());
            }
            if (averager != null) {
                // Where batches come in unequal parts, this happens with every step, and nothing else frees it soon.
                averager.close();
            }
            averager = ready;
        }
        return matmul(ready, matrix, result);
    }
}
