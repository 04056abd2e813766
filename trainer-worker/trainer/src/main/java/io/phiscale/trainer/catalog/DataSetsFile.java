package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The configuration file that names data sets, in YAML: {@code name: {folder, classes, channels, resolution,
 * trainingImages}}. Folders are relative to the file's own.
 */
record DataSetsFile(Path path) {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Entry(String folder, int classes, int channels, int resolution, int trainingImages) {}

    /** @throws TrainingException {@code INVALID_VALUE}, with the line; {@code DATA_NOT_FOUND} without a file */
    List<ConfiguredFolder> read() {
        if (!Files.isRegularFile(path)) {
            throw new TrainingException(ErrorCode.DATA_NOT_FOUND, "The data set file " + path + " does not exist.");
        }
        List<ConfiguredFolder> folders = new ArrayList<>();
        entries().forEach((name, entry) -> folders.add(configured(name, entry)));
        return folders;
    }

    private Map<String, Entry> entries() {
        try {
            return MAPPER.readValue(path.toFile(), new TypeReference<Map<String, Entry>>() {});
        } catch (UnrecognizedPropertyException unknown) {
            throw invalid(
                    unknown,
                    "the key \"%s\" is unknown; known are %s"
                            .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds()));
        } catch (JacksonException exception) {
            throw invalid(exception, exception.getOriginalMessage());
        }
    }

    private TrainingException invalid(JacksonException cause, String problem) {
        return new TrainingException(
                ErrorCode.INVALID_VALUE,
                "%s, line %d: %s".formatted(path, cause.getLocation().getLineNr(), problem),
                cause);
    }

    private ConfiguredFolder configured(String name, Entry entry) {
        if (BuiltInDataSets.ALL.stream().anyMatch(facts -> facts.name().equals(name))) {
            throw new TrainingException(
                    ErrorCode.INVALID_VALUE, "%s: %s is the name of a built-in data set".formatted(path, name));
        }
        if (entry.channels() != 1 && entry.channels() != 3) {
            throw new TrainingException(
                    ErrorCode.INVALID_VALUE,
                    "%s: %s.channels is %d; allowed: 1 for grey, 3 for colour".formatted(path, name, entry.channels()));
        }
        try {
            DataSetFacts facts = new DataSetFacts(
                    name, entry.classes(), entry.channels(), entry.resolution(), entry.trainingImages());
            return new ConfiguredFolder(
                    facts, path.toAbsolutePath().resolveSibling(entry.folder()).normalize());
        } catch (InvalidValueException invalid) {
            throw new TrainingException(
                    ErrorCode.INVALID_VALUE, path + ": " + invalid.inside(name).getMessage(), invalid);
        }
    }
}
