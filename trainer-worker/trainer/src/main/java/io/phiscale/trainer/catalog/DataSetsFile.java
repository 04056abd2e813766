package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration file that names data sets, in YAML: {@code name: {folder, classes, channels, resolution,
 * trainingImages}}. Folders are relative to the file's own.
 */
record DataSetsFile(Path path) {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    /**
     * @throws TrainingException {@code INVALID_VALUE}: file, line, key, what was given and what is allowed;
     *     {@code DATA_NOT_FOUND} without a file
     */
    List<ConfiguredFolder> read() {
        if (!Files.isRegularFile(path)) {
            throw new TrainingException(ErrorCode.DATA_NOT_FOUND, "The data set file " + path + " does not exist.");
        }
        return entries().entrySet().stream()
                .map(entry -> checked(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, ConfiguredEntry> entries() {
        try (JsonParser tokens = MAPPER.createParser(path)) {
            try {
                return new DataSetsParser(tokens).entries();
            } catch (InvalidValueException outOfPlace) {
                throw invalid(
                        ", line %d: %s".formatted(tokens.currentTokenLocation().getLineNr(), outOfPlace.getMessage()),
                        outOfPlace);
            }
        } catch (JacksonException broken) {
            // Between its sentences, the parser draws the place. The line is that of the last token it understood.
            String reason = broken.getOriginalMessage()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("in "))
                    .collect(Collectors.joining(", "));
            throw invalid(
                    ", line %d or later: this is no YAML: %s"
                            .formatted(broken.getLocation().getLineNr(), reason),
                    broken);
        }
    }

    private ConfiguredFolder checked(String name, ConfiguredEntry entry) {
        try {
            if (BuiltInDataSets.ALL.stream().anyMatch(facts -> facts.name().equals(name))) {
                throw new InvalidValueException("name", name, "any but those of built-in data sets");
            }
            return entry.checked(name, path.toAbsolutePath().resolveSibling(""));
        } catch (InvalidValueException invalid) {
            throw invalid(": " + invalid.inside(name).getMessage(), invalid);
        }
    }

    private TrainingException invalid(String problem, Exception cause) {
        return new TrainingException(ErrorCode.INVALID_VALUE, path + problem, cause);
    }
}
