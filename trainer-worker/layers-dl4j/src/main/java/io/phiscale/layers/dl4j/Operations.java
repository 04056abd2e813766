package io.phiscale.layers.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J operations, each of which writes to an array that it is given. They are chosen for their speed on row-major
 * arrays: the arithmetic ones broadcast and run at memory speed, {@code matmul} and {@code tanh} go through oneDNN,
 * while their namesakes among INDArray's methods copy or run on one core.
 */
final class Operations {
    /** Padding such that a convolution has ⌈size / stride⌉ outputs. */
    static final int SAME = 1;
    /** None. */
    static final int VALID = 0;

    private static final Operation ADD = new Operation("add");
    private static final Operation SUBTRACT = new Operation("subtract");
    private static final Operation MULTIPLY = new Operation("multiply");
    private static final Operation POWER = new Operation("Pow");
    private static final Operation TANH = new Operation("tanh");
    private static final Operation RELU = Operation.above(0, "relu");
    private static final Operation RELU_BACKWARD = new Operation("relu_bp");
    private static final Operation RELU6_BACKWARD = new Operation("relu6_bp");
    private static final Operation PRODUCT = new Operation("matmul", 0, 0, 0);
    private static final Operation PRODUCT_LEFT_TRANSPOSED = new Operation("matmul", 1, 0, 0);
    private static final Operation PRODUCT_RIGHT_TRANSPOSED = new Operation("matmul", 0, 1, 0);

    private static final Map<Window, Operation> WINDOWS = new ConcurrentHashMap<>();
    private static final Map<Slice, Operation> SLICES = new ConcurrentHashMap<>();
    private static final Map<Scalar, INDArray> NUMBERS = new ConcurrentHashMap<>();

    private Operations() {}

    private record Window(String operation, int height, int width, int stride, int padding) {}

    private record Slice(int row, int column, List<Long> shape) {
        private Operation operation() {
            IntStream begin = IntStream.of(0, row, column, 0);
            IntStream size = shape.stream().mapToInt(Math::toIntExact);
            return new Operation("slice", IntStream.concat(begin, size).toArray());
        }
    }

    private record Scalar(double value, DataType type) {}

    /** A convolution without its arrays. Feature maps are [batch, height, width, channels]. */
    static Operation window(String operation, int height, int width, int stride, int padding) {
        int paddingByNumber = 0;
        int dilation = 1;
        int channelsLast = 1;
        int inputsBeforeOutputs = 0;
        return WINDOWS.computeIfAbsent(
                new Window(operation, height, width, stride, padding),
                window -> new Operation(
                        operation,
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
                        inputsBeforeOutputs));
    }

    /**
     * What begins at this row and column of every map of a batch.
     *
     * @param shape of the result
     */
    static Operation slice(long row, long column, long[] shape) {
        Slice slice =
                new Slice((int) row, (int) column, Arrays.stream(shape).boxed().toList());
        return SLICES.computeIfAbsent(slice, Slice::operation);
    }

    static INDArray add(INDArray left, INDArray right, INDArray result) {
        return ADD.execute(result, left, right);
    }

    static INDArray add(INDArray left, double right, INDArray result) {
        return ADD.execute(result, left, number(right, left));
    }

    static INDArray subtract(INDArray left, INDArray right, INDArray result) {
        return SUBTRACT.execute(result, left, right);
    }

    static INDArray subtract(INDArray left, double right, INDArray result) {
        return SUBTRACT.execute(result, left, number(right, left));
    }

    static INDArray subtract(double left, INDArray right, INDArray result) {
        return SUBTRACT.execute(result, number(left, right), right);
    }

    static INDArray multiply(INDArray left, INDArray right, INDArray result) {
        return MULTIPLY.execute(result, left, right);
    }

    static INDArray multiply(INDArray left, double right, INDArray result) {
        return MULTIPLY.execute(result, left, number(right, left));
    }

    static INDArray power(INDArray base, double exponent, INDArray result) {
        return POWER.execute(result, base, number(exponent, base));
    }

    static INDArray tanh(INDArray input, INDArray result) {
        return TANH.execute(result, input);
    }

    static INDArray relu(INDArray input, INDArray result) {
        return RELU.execute(result, input);
    }

    /** @param output of the forward pass, which is between the thresholds where its input was */
    static INDArray reluBackward(INDArray output, INDArray gradient, INDArray result) {
        return RELU_BACKWARD.execute(result, output, gradient);
    }

    /** @param output as {@link #reluBackward}'s */
    static INDArray relu6Backward(INDArray output, INDArray gradient, INDArray result) {
        return RELU6_BACKWARD.execute(result, output, gradient);
    }

    static INDArray matmul(INDArray left, INDArray right, INDArray result) {
        return PRODUCT.execute(result, left, right);
    }

    /** leftᵀ · right. */
    static INDArray matmulLeftTransposed(INDArray left, INDArray right, INDArray result) {
        return PRODUCT_LEFT_TRANSPOSED.execute(result, left, right);
    }

    /** left · rightᵀ. */
    static INDArray matmulRightTransposed(INDArray left, INDArray right, INDArray result) {
        return PRODUCT_RIGHT_TRANSPOSED.execute(result, left, right);
    }

    /** A number as ND4J takes it: one of those few that layers multiply by and add, kept because each costs as much to make. */
    @SuppressWarnings("try") // the scope's end is all that is wanted of the resource
    private static INDArray number(double value, INDArray like) {
        return NUMBERS.computeIfAbsent(new Scalar(value, like.dataType()), number -> {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                return Nd4j.scalar(number.type(), number.value());
            }
        });
    }
}
