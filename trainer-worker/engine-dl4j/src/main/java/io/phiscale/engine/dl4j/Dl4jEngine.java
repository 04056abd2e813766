package io.phiscale.engine.dl4j;

import io.phiscale.engine.dl4j.network.NetworkConfiguration;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.engine.DeviceShare;
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
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j on whatever ND4J backend is on the class path. Trains in single precision. */
public final class Dl4jEngine implements TrainingEngine {
    private final DeviceShare share;

    public Dl4jEngine(DeviceShare share) {
        this.share = share;
    }

    @Override
    public String name() {
        return Engines.DEEPLEARNING4J;
    }

    @Override
    public Map<String, String> provenance() {
        Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
        Map<String, String> provenance = new TreeMap<>();
        provenance.put("engineVersion", version());
        provenance.put("device", share.kind().id());
        provenance.put("backend", environment.getProperty("backend"));
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
        Precision precision = plan.numerics().precision();
        if (precision != Precision.FP32) {
            throw new InvalidValueException("precision", precision.id(), "fp32 with engine dl4j");
        }
        ComputationGraph graph = new ComputationGraph(
                NetworkConfiguration.of(plan.architecture(), plan.regularization(), plan.seed(), DataType.FLOAT));
        graph.init();
        return new Dl4jNetwork(plan, graph);
    }

    /**
     * In single precision. As a 1×1 convolution of 8 × 8 pixels by oneDNN: OpenBLAS, to which a product as such goes, does not use all of a
     * processor's instructions, and oneDNN here aborts on feature maps that are a row of pixels.
     */
    @Override
    public double matrixProduct(int size, Precision precision) {
        try (INDArray left = Nd4j.rand(DataType.FLOAT, size / 64, 8, 8, size);
                INDArray right = Nd4j.rand(DataType.FLOAT, 1, 1, size, size);
                INDArray product = Nd4j.create(DataType.FLOAT, size / 64, 8, 8, size)) {
            DynamicCustomOp convolution = DynamicCustomOp.builder("conv2d")
                    .addInputs(left, right)
                    .addOutputs(product)
                    // Kernel, stride, padding and dilation, each twice; padding by number; channels last.
                    .addIntegerArguments(1, 1, 1, 1, 0, 0, 1, 1, 0, 1)
                    .build();
            long start = System.nanoTime();
            Nd4j.exec(convolution);
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
