package io.phiscale.layers.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J operations by name, each of which writes to an array that it is given. They are chosen for their speed on row-major
 * arrays: the arithmetic ones broadcast and run at memory speed, {@code matmul} and {@code tanh} go through oneDNN,
 * while their namesakes among INDArray's methods copy or run on one core.
 */
final class Operations {
    /** Padding such that a convolution has ⌈size / stride⌉ outputs. */
    static final int SAME = 1;
    /** None. */
    static final int VALID = 0;

    private Operations() {}

    /** A convolution without its arrays. Feature maps are [batch, height, width, channels]. */
    static DynamicCustomOp.DynamicCustomOpsBuilder window(
            String operation, int height, int width, int stride, int padding) {
        int paddingByNumber = 0;
        int dilation = 1;
        int channelsLast = 1;
        int inputsBeforeOutputs = 0;
        return DynamicCustomOp.builder(operation)
                .addIntegerArguments(
                        height,
                        width,
                        stride,
                        stride,
                        paddingByNumber,
                        paddingByNumber,
                        dilation,
                        dilation,
                        padding,
                        channelsLast,
                        inputsBeforeOutputs);
    }

    static INDArray add(INDArray left, INDArray right, INDArray result) {
        return execute("add", result, left, right);
    }

    static INDArray subtract(INDArray left, INDArray right, INDArray result) {
        return execute("subtract", result, left, right);
    }

    static INDArray multiply(INDArray left, INDArray right, INDArray result) {
        return execute("multiply", result, left, right);
    }

    static INDArray tanh(INDArray input, INDArray result) {
        return execute("tanh", result, input);
    }

    static INDArray matmul(INDArray left, INDArray right, INDArray result) {
        return matmul(left, false, right, false, result);
    }

    static INDArray matmul(
            INDArray left, boolean transposeLeft, INDArray right, boolean transposeRight, INDArray result) {
        Nd4j.exec(DynamicCustomOp.builder("matmul")
                .addInputs(left, right)
                .addOutputs(result)
                .addIntegerArguments(transposeLeft ? 1 : 0, transposeRight ? 1 : 0, 0)
                .build());
        return result;
    }

    private static INDArray execute(String name, INDArray result, INDArray... inputs) {
        Nd4j.exec(DynamicCustomOp.builder(name)
                .addInputs(inputs)
                .addOutputs(result)
                .build());
        return result;
    }
}
