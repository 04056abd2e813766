package io.phiscale.trainer.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the header of a tensor file, and believes nothing that it says. */
final class HeaderParser {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HeaderParser() {}

    /** @param dataBytes that follow the header; the tensors have to fill them without a gap, as the format demands */
    static TensorHeader parse(byte[] json, long dataBytes) throws TensorFileException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new TensorFileException("has a header that is no JSON");
        }
        if (!root.isObject()) {
            throw new TensorFileException("has a header that is no JSON object");
        }
        Map<String, String> metadata = Map.of();
        List<Map.Entry<String, TensorEntry>> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(TensorHeader.METADATA)) {
                metadata = metadata(property.getValue());
            } else {
                tensors.add(Map.entry(property.getKey(), entry(property.getKey(), property.getValue())));
            }
        }
        return new TensorHeader(metadata, inOrder(tensors, dataBytes));
    }

    private static Map<String, String> metadata(JsonNode node) throws TensorFileException {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isString()) {
                throw new TensorFileException("has metadata that are no texts");
            }
            metadata.put(property.getKey(), property.getValue().stringValue());
        }
        return metadata;
    }

    private static TensorEntry entry(String name, JsonNode node) throws TensorFileException {
        NumberType type = Stream.of(NumberType.values())
                .filter(each -> each.name().equals(node.path(TensorHeader.TYPE).asString("")))
                .findFirst()
                .orElseThrow(() -> complaint(name, "is of no type that is known here"));
        List<Long> shape = wholeNumbers(name, node.path(TensorHeader.SHAPE));
        List<Long> offsets = wholeNumbers(name, node.path(TensorHeader.OFFSETS));
        if (offsets.size() != 2) {
            throw complaint(name, "has no beginning and end");
        }
        TensorEntry entry = new TensorEntry(type, shape, offsets.get(0), offsets.get(1));
        if (entry.end() - entry.begin() != bytes(name, entry)) {
            throw complaint(name, "has another length than its shape and type ask for");
        }
        return entry;
    }

    private static long bytes(String name, TensorEntry entry) throws TensorFileException {
        try {
            return TensorEntry.bytes(entry.type(), entry.shape());
        } catch (ArithmeticException tooMany) {
            throw complaint(name, "has a shape of more numbers than can be counted");
        }
    }

    private static List<Long> wholeNumbers(String name, JsonNode node) throws TensorFileException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : node.values()) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw complaint(name, "has a shape or place that is no list of whole numbers");
            }
            numbers.add(number.longValue());
        }
        if (!node.isArray()) {
            throw complaint(name, "has no shape or place");
        }
        return numbers;
    }

    private static Map<String, TensorEntry> inOrder(List<Map.Entry<String, TensorEntry>> tensors, long dataBytes)
            throws TensorFileException {
        tensors.sort(Comparator.comparingLong((Map.Entry<String, TensorEntry> tensor) ->
                        tensor.getValue().begin())
                .thenComparingLong(tensor -> tensor.getValue().end()));
        Map<String, TensorEntry> inOrder = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, TensorEntry> tensor : tensors) {
            if (tensor.getValue().begin() != end) {
                throw complaint(tensor.getKey(), "overlaps another one or leaves a gap");
            }
            end = tensor.getValue().end();
            inOrder.put(tensor.getKey(), tensor.getValue());
        }
        if (end != dataBytes) {
            throw new TensorFileException(
                    "holds %d bytes of data, and not the %d of its header".formatted(dataBytes, end));
        }
        return inOrder;
    }

    private static TensorFileException complaint(String name, String what) {
        return new TensorFileException("has a tensor '%s' that %s".formatted(TensorFileException.quoted(name), what));
    }
}
