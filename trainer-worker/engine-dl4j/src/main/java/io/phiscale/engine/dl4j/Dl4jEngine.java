package io.phiscale.engine.dl4j;

import io.phiscale.engine.dl4j.network.NetworkConfiguration;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
        provenance.put("engineVersion", version());
        provenance.put("backend", environment.getProperty("backend"));
        provenance.put("precision", "float32");
        provenance.put("threads", String.valueOf(environment.get("omp.threads")));
        return provenance;
    }

    /** Deeplearning4j's manifest names no version; what Maven left in its jar does. */
    private static String version() {
        String resource = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
        Properties properties = new Properties();
        try (InputStream stream = ComputationGraph.class.getResourceAsStream(resource)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        ComputationGraph graph = new ComputationGraph(
                NetworkConfiguration.of(plan.architecture(), plan.regularization(), plan.seed(), DataType.FLOAT));
        graph.init();
        return new Dl4jNetwork(plan, graph);
    }

    @Override
    public double matrixProduct(int size) {
        try (INDArray left = Nd4j.rand(DataType.FLOAT, size, size);
                INDArray right = Nd4j.rand(DataType.FLOAT, size, size);
                INDArray product = Nd4j.create(DataType.FLOAT, new long[] {size, size}, 'f')) {
            long start = System.nanoTime();
            left.mmuli(right, product);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
