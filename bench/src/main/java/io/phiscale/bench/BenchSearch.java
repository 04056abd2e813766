package io.phiscale.bench;

import io.phiscale.cli.failure.UserException;
import io.phiscale.protocol.json.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The search that trials are measured with: small networks, and enough candidates that no row is everybody's. */
final class BenchSearch {
    private static final String SPECIFICATION =
            """
            name: bench
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 10}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            recipe: {epochs: 3, batchSize: 16}
            controls: false
            """;
    private static final int CREATED = 201;

    private BenchSearch() {}

    /** @return its id */
    static long submit(URI coordinator) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(coordinator.resolve("/api/searches"))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(SPECIFICATION))
                .build();
        HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != CREATED) {
            throw new UserException("the bench's own search was refused: " + reply.body());
        }
        return ProtocolJson.MAPPER.readTree(reply.body()).path("id").asLong();
    }
}
