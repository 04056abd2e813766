package io.phiscale.export.dl4j;

import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Block;
import io.phiscale.scaling.architecture.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A network as the JSON of a Deeplearning4j {@code ComputationGraphConfiguration}: [batch, resolution, resolution,
 * channels] to class probabilities. It loads with Deeplearning4j 1.0.0-M2.1 and our layers, and nothing else of ours.
 */
public final class Dl4jConfiguration {
    /** Of the weights, where Deeplearning4j draws them; the same in every export. */
    public static final long SEED = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String IMAGES = "images";

    private final Map<String, Object> vertices = new LinkedHashMap<>();
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();

    private Dl4jConfiguration() {}

    /** @param regularization dropout and stochastic depth become part of the network; label smoothing does not */
    public static String json(Architecture architecture, Regularization regularization) {
        Dl4jConfiguration graph = new Dl4jConfiguration();
        String last = graph.add("stem", LayerDocuments.of("stem", architecture.stemConvolution()), IMAGES);
        if (architecture.stemPooling().isPresent()) {
            String name = "stem/pool";
            last = graph.add(
                    name,
                    LayerDocuments.pooling(name, architecture.stemPooling().get()),
                    last);
        }
        List<Block> blocks = architecture.blocks();
        for (int index = 0; index < blocks.size(); index++) {
            double dropRate = regularization.dropRate(index, blocks.size());
            last = graph.addBlock("block" + (index + 1), blocks.get(index), dropRate, last);
        }
        if (architecture.headConvolution().isPresent()) {
            last = graph.add(
                    "head",
                    LayerDocuments.of("head", architecture.headConvolution().get()),
                    last);
        }
        last = graph.add("pool", LayerDocuments.pool("pool"), last);
        String classes = graph.add(
                "classes",
                LayerDocuments.dense(
                        "classes", architecture.features(), architecture.classes(), regularization.dropout()),
                last);
        return MAPPER.writeValueAsString(graph.document(classes));
    }

    private String addBlock(String name, Block block, double dropRate, String input) {
        String last = input;
        int number = 1;
        for (Layer layer : block.layers()) {
            String layerName = name + "/" + number++;
            last = add(layerName, LayerDocuments.of(layerName, layer), last);
        }
        return block.skips() ? addSum(name, block, dropRate, input, last) : last;
    }

    private String addSum(String name, Block block, double dropRate, String input, String branch) {
        String skip = input;
        if (block.projection().isPresent()) {
            String projection = name + "/projection";
            skip = add(
                    projection, LayerDocuments.of(projection, block.projection().get()), input);
        }
        String sum = name + "/sum";
        vertices.put(
                sum,
                Map.of(
                        "@class",
                        "io.phiscale.layers.dl4j.Residual",
                        "dropRate",
                        dropRate,
                        "activation",
                        block.afterSum().name()));
        inputs.put(sum, List.of(skip, branch));
        return sum;
    }

    private String add(String name, Map<String, Object> layer, String input) {
        Map<String, Object> vertex = new LinkedHashMap<>();
        vertex.put("@class", "org.deeplearning4j.nn.conf.graph.LayerVertex");
        vertex.put("layerConf", configuration(layer));
        vertex.put("outputVertex", false);
        vertices.put(name, vertex);
        inputs.put(name, List.of(input));
        return name;
    }

    private Map<String, Object> document(String output) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("backpropType", "Standard");
        document.put("cacheMode", "NONE");
        document.put("dataType", "FLOAT");
        document.put("defaultConfiguration", configuration(Map.of()));
        document.put("epochCount", 0);
        document.put("inferenceWorkspaceMode", "ENABLED");
        document.put("iterationCount", 0);
        document.put("networkInputs", List.of(IMAGES));
        document.put("networkOutputs", List.of(output));
        document.put("tbpttBackLength", 20);
        document.put("tbpttFwdLength", 20);
        document.put("trainingWorkspaceMode", "ENABLED");
        document.put("validateOutputLayerConfig", true);
        document.put("vertexInputs", inputs);
        document.put("vertices", vertices);
        return document;
    }

    private static Map<String, Object> configuration(Map<String, Object> layer) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("cacheMode", "NONE");
        configuration.put("dataType", "FLOAT");
        configuration.put("epochCount", 0);
        configuration.put("iterationCount", 0);
        if (!layer.isEmpty()) {
            configuration.put("layer", layer);
        }
        configuration.put("maxNumLineSearchIterations", 5);
        configuration.put("miniBatch", true);
        configuration.put("minimize", true);
        configuration.put("optimizationAlgo", "STOCHASTIC_GRADIENT_DESCENT");
        configuration.put("seed", SEED);
        configuration.put("variables", List.of());
        return configuration;
    }
}
