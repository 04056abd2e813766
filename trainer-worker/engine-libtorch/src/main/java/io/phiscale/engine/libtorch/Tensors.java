package io.phiscale.engine.libtorch;

import io.phiscale.trainer.engine.Batch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Between arrays and tensors. */
final class Tensors {
    private Tensors() {}

    /** @return [size, channels, resolution, resolution] on the processor */
    static Tensor images(Batch batch) {
        int resolution = batch.resolution();
        return Tensor.create(batch.images(), batch.size(), batch.channels(), resolution, resolution);
    }

    /** @return [size] on the processor, 64-bit, as losses want them */
    static Tensor labels(Batch batch) {
        return Tensor.create(batch.labels(), batch.size()).to(ScalarType.Long);
    }

    /** @return row by row, whatever the order in memory */
    static float[] numbers(Tensor tensor) {
        Tensor rowByRow = tensor.detach().cpu().contiguous();
        float[] numbers = new float[Math.toIntExact(rowByRow.numel())];
        rowByRow.data_ptr_float().get(numbers);
        return numbers;
    }
}
