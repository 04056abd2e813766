package io.phiscale.cli.server;

import io.phiscale.cli.failure.UserException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The coordinator's REST API. Whatever goes wrong ends in a {@link UserException} that says what to do. */
public final class CoordinatorClient {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int NOT_FOUND = 404;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI server;
    private final @Nullable String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param authorization the value of the header, or null for none */
    public CoordinatorClient(URI server, @Nullable String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    public URI server() {
        return server;
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    /** Empty where there is no such thing (yet). */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (RefusedException refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** The answer as it comes: for documents that are not JSON. */
    public byte[] download(String path) {
        return send(request(path).GET());
    }

    public JsonNode post(String path, String contentType, String body) {
        return json(send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body))));
    }

    public JsonNode put(String path, String contentType, String body) {
        return json(send(request(path).header("Content-Type", contentType).PUT(BodyPublishers.ofString(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private byte[] send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UserException(
                    "no answer from %s: start a coordinator with phiscale serve, or name one with --server"
                            .formatted(server));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UserException("stopped");
        }
        if (response.statusCode() / 100 != 2) {
            throw new RefusedException(complaint(response), response.statusCode());
        }
        return response.body();
    }

    private String complaint(HttpResponse<byte[]> response) {
        if (response.statusCode() == 401) {
            return "%s asks who you are: set PHISCALE_USER and PHISCALE_PASSWORD".formatted(server);
        }
        try {
            JsonNode detail = MAPPER.readTree(response.body()).path("detail");
            if (detail.isString()) {
                return detail.asString();
            }
        } catch (JacksonException noProblemDetail) {
            return "%s answers with status %d and no reason".formatted(server, response.statusCode());
        }
        return "%s answers with status %d".formatted(server, response.statusCode());
    }

    private JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException foreign) {
            throw new UserException("%s does not answer as a Phiscale coordinator does".formatted(server));
        }
    }
}
