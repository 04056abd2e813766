package io.phiscale.engine.dl4j.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where each parameter of a network lies in its flat vector, and in every other vector that has a number for each of
 * its parameters, such as an optimizer's.
 */
public record FlatVector(List<Place> places) {

    /**
     * Where one parameter lies.
     *
     * @param name of the layer and of the parameter in it
     * @param ordering {@code c} where it lies row by row, {@code f} where column by column
     */
    public record Place(String name, long from, List<Long> shape, char ordering) {

        long to() {
            return from + shape.stream().reduce(1L, Math::multiplyExact);
        }

        /** The parameter's part of a flat vector: what is written to it is written to the vector. */
        public INDArray in(INDArray vector) {
            long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
            return vector.get(NDArrayIndex.interval(from, to())).reshape(ordering, true, sizes);
        }
    }

    public static FlatVector of(ComputationGraph network) {
        List<Place> places = new ArrayList<>();
        long from = 0;
        for (var vertex : network.getVertices()) {
            if (!vertex.hasLayer()) {
                continue;
            }
            for (var parameter : vertex.getLayer().paramTable().entrySet()) {
                INDArray view = parameter.getValue();
                List<Long> shape = Arrays.stream(view.shape()).boxed().toList();
                String name = vertex.getVertexName() + "/" + parameter.getKey();
                Place place = new Place(name, from, shape, view.ordering());
                places.add(place);
                from = place.to();
            }
        }
        return new FlatVector(places);
    }
}
