package io.phiscale.parity;

import io.phiscale.protocol.json.ProtocolJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A safetensors file, read as its format is documented and without the code that wrote it.
 *
 * @param tensors single-precision numbers by name
 * @param shapes by name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TensorFile(ObjectNode header, byte[] data, Map<String, float[]> tensors, Map<String, JsonNode> shapes) {

    static TensorFile read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] json = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(json);
        byte[] data = new byte[bytes.remaining()];
        bytes.get(data);
        ObjectNode header = (ObjectNode) ProtocolJson.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
        Map<String, float[]> tensors = new TreeMap<>();
        Map<String, JsonNode> shapes = new TreeMap<>();
        header.properties().forEach(entry -> {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), numbers(data, entry.getValue().path("data_offsets")));
                shapes.put(entry.getKey(), entry.getValue().path("shape"));
            }
        });
        return new TensorFile(header, data, tensors, shapes);
    }

    private static float[] numbers(byte[] data, JsonNode offsets) {
        int from = offsets.path(0).asInt();
        float[] numbers = new float[(offsets.path(1).asInt() - from) / Float.BYTES];
        ByteBuffer.wrap(data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(from)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    void scale(String name, float factor) {
        JsonNode offsets = header.path(name).path("data_offsets");
        ByteBuffer own = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = offsets.path(0).asInt(); at < offsets.path(1).asInt(); at += Float.BYTES) {
            own.putFloat(at, factor * own.getFloat(at));
        }
    }

    /** @return a file of the same numbers, as if that engine had written it */
    Path writtenAs(String engine, Path folder) throws IOException {
        ((ObjectNode) header.path("__metadata__")).put("engine", engine);
        byte[] json = ProtocolJson.MAPPER.writeValueAsBytes(header);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data);
        return Files.write(folder.resolve("start-%s.safetensors".formatted(engine)), bytes.array());
    }
}
