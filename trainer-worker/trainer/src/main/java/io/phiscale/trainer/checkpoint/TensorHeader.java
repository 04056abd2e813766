package io.phiscale.trainer.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The header of a tensor file in the safetensors format: JSON that names every tensor, its type, shape and place.
 *
 * @param metadata free texts
 * @param tensors by name, in the order in which their data lie
 */
record TensorHeader(Map<String, String> metadata, Map<String, TensorEntry> tensors) {
    static final String METADATA = "__metadata__";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";
    static final String OFFSETS = "data_offsets";

    private static final JsonMapper JSON = JsonMapper.shared();
    /** So that data begin where numbers of every type may. */
    private static final int ALIGNMENT = 8;

    byte[] json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode texts = root.putObject(METADATA);
        metadata.forEach(texts::put);
        tensors.forEach((name, tensor) -> {
            ObjectNode entry = root.putObject(name);
            entry.put(TYPE, tensor.type().name());
            tensor.shape().forEach(entry.putArray(SHAPE)::add);
            List.of(tensor.begin(), tensor.end()).forEach(entry.putArray(OFFSETS)::add);
        });
        byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** The entries of tensors of single-precision numbers that lie one after the other. */
    static Map<String, TensorEntry> layOut(Map<String, List<Long>> shapes) {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        long begin = 0;
        for (Map.Entry<String, List<Long>> shape : shapes.entrySet()) {
            TensorEntry entry = TensorEntry.at(begin, NumberType.F32, shape.getValue());
            entries.put(shape.getKey(), entry);
            begin = entry.end();
        }
        return entries;
    }
}
