package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Scope;
import io.phiscale.trainer.engine.StateTensor;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** A tensor that is part of a network's state. */
record TorchTensor(String name, Tensor tensor) implements StateTensor {

    @Override
    public List<Long> shape() {
        return LongStream.range(0, tensor.dim()).mapToObj(tensor::size).toList();
    }

    @Override
    public float[] values() {
        return Scope.within(() -> Tensors.numbers(tensor));
    }

    @Override
    public void set(float[] values) {
        Scope.withoutGradient(() -> {
            long[] sizes = shape().stream().mapToLong(Long::longValue).toArray();
            return tensor.copy_(Tensor.create(values, sizes));
        });
    }
}
