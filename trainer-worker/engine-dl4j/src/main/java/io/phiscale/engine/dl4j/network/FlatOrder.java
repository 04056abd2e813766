package io.phiscale.engine.dl4j.network;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;

/** In which order Deeplearning4j lays the layers of a graph into its flat vectors: sorted topologically. */
final class FlatOrder {
    private FlatOrder() {}

    /** @return those that hold a layer, with parameters or without */
    static List<GraphVertex> of(ComputationGraph network) {
        // Their own order is that of the configuration, which is another one where branches are side by side.
        GraphVertex[] vertices = network.getVertices();
        return Arrays.stream(network.topologicalSortOrder())
                .mapToObj(index -> vertices[index])
                .filter(GraphVertex::hasLayer)
                .toList();
    }
}
