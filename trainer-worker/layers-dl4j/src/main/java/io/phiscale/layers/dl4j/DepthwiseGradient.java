package io.phiscale.layers.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The gradients of a depthwise convolution with "same" padding. oneDNN has a fast way to them for at most three of a
 * kernel's columns at a time, on maps that are padded beforehand; as a whole, 5×5 took ten times as long, and all
 * depthwise convolutions a third of a training step of EfficientNet-B0.
 */
record DepthwiseGradient(int kernel, int stride, Memory memory) {
    private static final int COLUMNS = 3;
    private static final Operation PAD_WITH_ZEROS = new Operation("pad", 0);

    /** Feature maps are [batch, height, width, channels], weights [kernel, kernel, channels, 1]. */
    void write(INDArray input, INDArray weights, INDArray gradient, INDArray inputGradient, INDArray weightGradient) {
        long height = padding(input.size(1), gradient.size(1));
        long width = padding(input.size(2), gradient.size(2));
        INDArray padded = height + width == 0 ? input : padded(input, height, width);
        INDArray paddedGradient = height + width == 0 ? inputGradient : memory.backwardScratch(padded.shape());
        if (kernel <= COLUMNS) {
            gradients(padded, weights, gradient, paddedGradient, weightGradient);
        } else {
            byColumns(padded, weights, gradient, paddedGradient, weightGradient);
        }
        if (padded != input) {
            slice(paddedGradient, height / 2, width / 2, inputGradient);
        }
    }

    /** Rows or columns that "same" adds; more of them behind than before where they are odd. */
    private long padding(long size, long outputs) {
        return Math.max(0, (outputs - 1) * stride + kernel - size);
    }

    private INDArray padded(INDArray input, long height, long width) {
        INDArray padded =
                memory.backwardScratch(input.size(0), input.size(1) + height, input.size(2) + width, input.size(3));
        return pad(input, height / 2, height - height / 2, width / 2, width - width / 2, padded);
    }

    private void byColumns(
            INDArray padded, INDArray weights, INDArray gradient, INDArray paddedGradient, INDArray weightGradient) {
        long width = (gradient.size(2) - 1) * stride + COLUMNS;
        INDArray part = memory.backwardScratch(padded.size(0), padded.size(1), width, padded.size(3));
        INDArray partGradient = memory.backwardScratch(part.shape());
        INDArray sum = memory.backwardScratch(paddedGradient.shape());
        for (int column = 0; column < kernel; column += COLUMNS) {
            // The last ones overlap those before them, and count but once.
            int first = Math.min(column, kernel - COLUMNS);
            int overlap = column - first;
            INDArray three = weights.get(columns(first, first + COLUMNS)).dup('c');
            if (overlap > 0) {
                three.get(columns(0, overlap)).assign(0);
            }
            INDArray threeGradient = three.ulike();
            gradients(slice(padded, 0, first, part), three, gradient, partGradient, threeGradient);
            weightGradient.get(columns(column, first + COLUMNS)).assign(threeGradient.get(columns(overlap, COLUMNS)));
            long behind = padded.size(2) - width - first;
            if (column == 0) {
                pad(partGradient, 0, 0, first, behind, paddedGradient);
            } else {
                Operations.add(paddedGradient, pad(partGradient, 0, 0, first, behind, sum), paddedGradient);
            }
        }
    }

    private static INDArrayIndex[] columns(long from, long to) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(), NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all()
        };
    }

    /** Of a convolution that pads nothing by itself. */
    private void gradients(
            INDArray input, INDArray weights, INDArray gradient, INDArray inputGradient, INDArray weightGradient) {
        int height = (int) weights.size(0);
        int width = (int) weights.size(1);
        Operations.window("depthwise_conv2d_bp", height, width, stride, Operations.VALID)
                .execute(new INDArray[] {inputGradient, weightGradient}, input, weights, gradient);
    }

    private static INDArray pad(INDArray map, long top, long bottom, long left, long right, INDArray result) {
        INDArray sizes = Nd4j.createFromArray(new long[][] {{0, 0}, {top, bottom}, {left, right}, {0, 0}});
        return PAD_WITH_ZEROS.execute(result, map, sizes);
    }

    /** @param result as large as what is wanted */
    private static INDArray slice(INDArray map, long row, long column, INDArray result) {
        return Operations.slice(row, column, result.shape()).execute(result, map);
    }
}
