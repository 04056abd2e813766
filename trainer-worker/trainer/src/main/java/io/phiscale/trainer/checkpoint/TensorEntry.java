package io.phiscale.trainer.checkpoint;

import java.util.List;

/**
 * What a tensor file's header says of one tensor.
 *
 * @param shape sizes along each axis; none for a single number
 * @param begin its first byte, counted from the end of the header
 * @param end the byte after its last
 */
record TensorEntry(NumberType type, List<Long> shape, long begin, long end) {
    TensorEntry {
        shape = List.copyOf(shape);
    }

    static TensorEntry at(long begin, NumberType type, List<Long> shape) {
        return new TensorEntry(type, shape, begin, begin + bytes(type, shape));
    }

    /** @throws ArithmeticException where there are more than a long counts */
    static long bytes(NumberType type, List<Long> shape) {
        return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    }
}
