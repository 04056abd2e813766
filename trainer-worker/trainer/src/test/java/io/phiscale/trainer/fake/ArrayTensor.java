package io.phiscale.trainer.fake;

import io.phiscale.trainer.engine.StateTensor;
import java.util.List;

/** A row of numbers on the heap. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArrayTensor(String name, float[] array) implements StateTensor {
    @Override
    public List<Long> shape() {
        return List.of((long) array.length);
    }

    @Override
    public float[] values() {
        return array.clone();
    }

    @Override
    public void set(float[] values) {
        System.arraycopy(values, 0, array, 0, array.length);
    }
}
