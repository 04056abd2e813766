package io.phiscale.layers.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of ND4J's operations, with its integer arguments, made ready once and executed often. ND4J's builders make it anew
 * each time: that takes four times as long as a small operation itself, and leaves native memory behind that waits for the
 * garbage collector. Thread-safe.
 */
final class Operation {
    private final ThreadLocal<Ready> ready;

    private record Ready(CustomOp operation, OpContext context) {
        static Ready of(String name, double[] numbers, int[] arguments) {
            OpContext context = Nd4j.getExecutioner().buildContext();
            context.setIArguments(Arrays.stream(arguments).asLongStream().toArray());
            context.setTArguments(numbers);
            return new Ready(DynamicCustomOp.builder(name).build(), context);
        }
    }

    Operation(String name, int... arguments) {
        this(name, new double[0], arguments);
    }

    private Operation(String name, double[] numbers, int... arguments) {
        ready = ThreadLocal.withInitial(() -> Ready.of(name, numbers, arguments));
    }

    /** One with a threshold. */
    static Operation above(double threshold, String name) {
        return new Operation(name, new double[] {threshold});
    }

    /** @return the result, which is written to */
    INDArray execute(INDArray result, INDArray... inputs) {
        execute(new INDArray[] {result}, inputs);
        return result;
    }

    /** @param results are written to */
    void execute(INDArray[] results, INDArray... inputs) {
        Ready own = ready.get();
        OpContext context = own.context();
        try {
            for (int i = 0; i < inputs.length; i++) {
                context.setInputArray(i, inputs[i]);
            }
            for (int i = 0; i < results.length; i++) {
                context.setOutputArray(i, results[i]);
            }
            INDArray[] unused = Nd4j.exec(own.operation(), context);
        } finally {
            // Its arrays may be gone before it is used again.
            context.purge();
        }
    }
}
