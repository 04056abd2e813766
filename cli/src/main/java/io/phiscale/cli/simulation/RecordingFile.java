package io.phiscale.cli.simulation;

import io.phiscale.analysis.simulation.Recording;
import io.phiscale.analysis.simulation.Recording.Network;
import io.phiscale.analysis.simulation.Recording.Point;
import io.phiscale.cli.failure.UserException;
import io.phiscale.scaling.candidate.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the trainings of a search from what {@code phiscale search export --format json} wrote. */
final class RecordingFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordingFile() {}

    /** @throws UserException where it cannot be read, or is something else */
    static Recording read(Path file) {
        try {
            JsonNode ranking = MAPPER.readTree(Files.readString(file)).path("ranking");
            if (!ranking.isArray() || !ranking.path(0).path("trainings").isArray()) {
                throw somethingElse(file);
            }
            List<Network> networks = StreamSupport.stream(ranking.spliterator(), false)
                    .map(RecordingFile::network)
                    .toList();
            return Recording.of(networks);
        } catch (IOException unreadable) {
            throw new UserException("cannot read %s: give a file that exists and can be read".formatted(file));
        } catch (JacksonException noJson) {
            throw somethingElse(file);
        }
    }

    private static UserException somethingElse(Path file) {
        return new UserException(
                "%s holds no trainings: give what phiscale search export ID --format json writes".formatted(file));
    }

    private static Network network(JsonNode place) {
        Map<Point, Double> accuracies = new HashMap<>();
        for (JsonNode training : place.path("trainings")) {
            // One that diverged has neither its rung's epochs nor an accuracy: its network lacks a training.
            if (!training.path("diverged").asBoolean(false)) {
                accuracies.put(
                        new Point(
                                training.path("seed").asLong(),
                                training.path("epochs").asInt()),
                        training.path("top1").asDouble());
            }
        }
        JsonNode shares = place.path("shares");
        return new Network(
                place.path("fingerprint").asString(),
                new Shares(
                        shares.path("depth").asDouble(),
                        shares.path("width").asDouble(),
                        shares.path("resolution").asDouble()),
                place.path("costRatio").asDouble(),
                accuracies);
    }
}
