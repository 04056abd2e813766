package io.phiscale.engine.dl4j;

import io.phiscale.engine.dl4j.network.NetworkConfiguration;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j on whatever ND4J backend is on the class path. Trains in single precision. */
public final class Dl4jEngine implements TrainingEngine {

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Map<String, String> provenance() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("engine", name());
        provenance.put(
                "engineVersion",
                String.valueOf(ComputationGraph.class.getPackage().getImplementationVersion()));
        provenance.put("backend", environment.getProperty("backend"));
        provenance.put("precision", "float32");
        provenance.put("threads", String.valueOf(environment.get("omp.threads")));
        return provenance;
    }

    /**
     * @throws IllegalStateException where the built network has not exactly the parameters that the architecture's cost
     *     counts: one of the two is wrong, and so would be every comparison
     */
    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        ComputationGraph graph = new ComputationGraph(
                NetworkConfiguration.of(plan.architecture(), plan.regularization(), plan.seed(), DataType.FLOAT));
        graph.init();
        TrainableNetwork network = new Dl4jNetwork(plan, graph);
        long counted = plan.architecture().cost().parameters();
        if (network.parameters() != counted) {
            throw new IllegalStateException("the built network has %d parameters, the architecture counts %d"
                    .formatted(network.parameters(), counted));
        }
        return network;
    }
}
