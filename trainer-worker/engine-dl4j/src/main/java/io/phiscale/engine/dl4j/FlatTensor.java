package io.phiscale.engine.dl4j;

import io.phiscale.engine.dl4j.network.FlatVector;
import io.phiscale.trainer.engine.StateTensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One parameter's part of a flat vector.
 *
 * @param group what the vector holds: the network, or which of the optimizer's numbers
 */
record FlatTensor(String group, FlatVector.Place place, INDArray vector) implements StateTensor {

    @Override
    public String name() {
        return group + "/" + place.name();
    }

    @Override
    public List<Long> shape() {
        return place.shape();
    }

    @Override
    public float[] values() {
        try (INDArray rowByRow = place.in(vector).dup('c')) {
            return rowByRow.data().asFloat();
        }
    }

    @Override
    public void set(float[] values) {
        INDArray target = place.in(vector);
        try (INDArray rowByRow = Nd4j.create(values, target.shape(), 'c')) {
            target.assign(rowByRow);
        }
    }
}
