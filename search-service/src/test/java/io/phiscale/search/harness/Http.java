package io.phiscale.search.harness;

import io.phiscale.protocol.json.ProtocolJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests to a coordinator, as programs make them. */
public record Http(int port, Map<String, String> headers) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static Http to(int port) {
        return new Http(port, Map.of());
    }

    public Http with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(port, more);
    }

    public Http as(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Reply postYaml(String path, String yaml) {
        return with("Content-Type", "application/yaml").send("POST", path, BodyPublishers.ofString(yaml));
    }

    /** @param body an object, or JSON as it stands */
    public Reply postJson(String path, Object body) {
        String json = body instanceof String text ? text : ProtocolJson.MAPPER.writeValueAsString(body);
        return with("Content-Type", "application/json").send("POST", path, BodyPublishers.ofString(json));
    }

    public Reply send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        try {
            return new Reply(CLIENT.send(request.method(method, body).build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
