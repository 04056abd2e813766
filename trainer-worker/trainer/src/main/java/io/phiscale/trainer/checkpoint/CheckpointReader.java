package io.phiscale.trainer.checkpoint;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.trainer.engine.StateTensor;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** Restores one training from its checkpoints, and from no other's. */
public record CheckpointReader(Identity identity, int epochs, int stepsPerEpoch) {
    static final String PROGRESS = "progress";

    private static final ObjectReader JSON = ProtocolJson.MAPPER
            .readerFor(Progress.class)
            .with(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    /**
     * @param tensors that are set to the values in the file
     * @throws IOException where the file cannot be used; its message is the rest of a sentence that begins with the
     *     file. Some tensors may have been set by then
     */
    public Progress restore(Path file, List<StateTensor> tensors) throws IOException {
        try (TensorFileReader reader = TensorFileReader.open(file)) {
            identity.check(reader.metadata());
            Progress progress = progress(reader.metadata());
            if (reader.names().size() != tensors.size()) {
                throw new TensorFileException(
                        "has %d tensors, and not %d".formatted(reader.names().size(), tensors.size()));
            }
            for (StateTensor tensor : tensors) {
                tensor.set(reader.floats(tensor.name(), tensor.shape()));
            }
            return progress;
        } catch (FileSystemException exception) {
            throw new TensorFileException("cannot be read: " + exception);
        }
    }

    private Progress progress(Map<String, String> metadata) throws TensorFileException {
        try {
            Optional<Progress> progress = Optional.ofNullable(JSON.readValue(metadata.getOrDefault(PROGRESS, "")));
            return progress.filter(read -> read.fits(epochs, stepsPerEpoch))
                    .orElseThrow(() -> new TensorFileException("has come to a place where this training never is"));
        } catch (JacksonException malformed) {
            throw new TensorFileException("does not say how far it has come");
        }
    }
}
