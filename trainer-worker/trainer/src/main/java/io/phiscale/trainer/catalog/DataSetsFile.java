package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration file that names data sets, in YAML: {@code name: {folder, classes, channels, resolution,
 * trainingImages}}. Folders are relative to the file's own.
 */
record DataSetsFile(Path path) {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** Inside the map of names, and inside one of them. */
    private static final int KEY_DEPTH = 2;

    /** @throws TrainingException {@code INVALID_VALUE}, with the line; {@code DATA_NOT_FOUND} without a file */
    List<ConfiguredFolder> read() {
        if (!Files.isRegularFile(path)) {
            throw new TrainingException(ErrorCode.DATA_NOT_FOUND, "The data set file " + path + " does not exist.");
        }
        checkKeys();
        List<ConfiguredFolder> folders = new ArrayList<>();
        entries().forEach((name, entry) -> folders.add(checked(name, entry)));
        return folders;
    }

    private Map<String, ConfiguredEntry> entries() {
        try (MappingIterator<Map<String, ConfiguredEntry>> documents = MAPPER.readerFor(
                        new TypeReference<Map<String, ConfiguredEntry>>() {})
                .readValues(path.toFile())) {
            // A file of comments alone has no document.
            return documents.hasNext() ? documents.next() : Map.of();
        } catch (JacksonException exception) {
            throw invalid(exception.getLocation().getLineNr(), exception.getOriginalMessage());
        }
    }

    private ConfiguredFolder checked(String name, @Nullable ConfiguredEntry entry) {
        try {
            if (BuiltInDataSets.ALL.stream().anyMatch(facts -> facts.name().equals(name))) {
                throw new InvalidValueException("name", name, "any but those of built-in data sets");
            }
            if (entry == null) {
                throw new InvalidValueException("entry", "empty", "folder, classes, channels, ...");
            }
            return entry.checked(name, path.toAbsolutePath().resolveSibling(""));
        } catch (InvalidValueException invalid) {
            throw new TrainingException(
                    ErrorCode.INVALID_VALUE, path + ": " + invalid.inside(name).getMessage(), invalid);
        }
    }

    /** A pass of its own, because Jackson no longer knows the line once it has read a whole record. */
    private void checkKeys() {
        try (JsonParser parser = MAPPER.createParser(path)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                String key = parser.currentName();
                if (token == JsonToken.PROPERTY_NAME && depth == KEY_DEPTH && !ConfiguredEntry.KEYS.contains(key)) {
                    throw invalid(
                            parser.currentTokenLocation().getLineNr(),
                            "the key \"%s\" is unknown; known are %s".formatted(key, ConfiguredEntry.KEYS));
                }
            }
        } catch (JacksonException exception) {
            throw invalid(exception.getLocation().getLineNr(), exception.getOriginalMessage());
        }
    }

    private TrainingException invalid(int line, String problem) {
        return new TrainingException(ErrorCode.INVALID_VALUE, "%s, line %d: %s".formatted(path, line, problem));
    }
}
