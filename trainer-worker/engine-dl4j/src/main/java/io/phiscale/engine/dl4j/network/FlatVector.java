package io.phiscale.engine.dl4j.network;

import static java.util.Objects.requireNonNull;

import io.phiscale.scaling.architecture.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Where each parameter of a network lies in its flat vector, and in every other vector that has a number for each of
 * its parameters, such as an optimizer's.
 */
public record FlatVector(List<Place> places) {

    /**
     * Where one parameter lies.
     *
     * @param sizes of Deeplearning4j's axes
     * @param ordering {@code c} where it lies row by row, {@code f} where column by column
     * @param trained whether an optimizer has numbers for it
     */
    record Stored(long from, List<Long> sizes, char ordering, boolean trained) {
        long to() {
            return from + sizes.stream().reduce(1L, Math::multiplyExact);
        }
    }

    /** One parameter, with timm's name and PyTorch's shape. */
    public record Place(Stored stored, TimmTensor tensor) {

        public String name() {
            return tensor.name();
        }

        public List<Long> shape() {
            return tensor.shape(stored.sizes());
        }

        public boolean trained() {
            return stored.trained();
        }

        /** The parameter's part of a flat vector, in PyTorch's shape: what is written to it is written to the vector. */
        public INDArray in(INDArray vector) {
            INDArray own = vector.get(NDArrayIndex.interval(stored.from(), stored.to()));
            if (tensor.isRow()) {
                return own;
            }
            long[] sizes = stored.sizes().stream().mapToLong(Long::longValue).toArray();
            int[] axes = tensor.axes().stream().mapToInt(Integer::intValue).toArray();
            return own.reshape(stored.ordering(), true, sizes).permute(axes);
        }
    }

    public static FlatVector of(ComputationGraph network, Architecture architecture) {
        Map<String, Map<String, TimmTensor>> tensors = TimmTensor.of(architecture);
        List<Place> places = new ArrayList<>();
        long from = 0;
        for (var vertex : FlatOrder.of(network)) {
            var layer = vertex.getLayer();
            for (var parameter : layer.paramTable().entrySet()) {
                INDArray view = parameter.getValue();
                boolean trained = !(layer.conf().getLayer().getUpdaterByParam(parameter.getKey()) instanceof NoOp);
                Stored stored =
                        new Stored(from, Arrays.stream(view.shape()).boxed().toList(), view.ordering(), trained);
                TimmTensor tensor =
                        requireNonNull(tensors.get(vertex.getVertexName())).get(parameter.getKey());
                places.add(new Place(stored, requireNonNull(tensor)));
                from = stored.to();
            }
        }
        return new FlatVector(places);
    }
}
