package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;

/** Over HTTP, following redirects, through the proxy that the JVM is configured with. */
record HttpFetch(Duration connectTimeout, Duration timeout) implements Fetch {

    @Override
    public void fetch(URI address, Path target) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
        HttpResponse<Path> response = send(client, request, target);
        if (response.statusCode() != 200) {
            throw new IOException("%s answered with status %d".formatted(address, response.statusCode()));
        }
    }

    private static HttpResponse<Path> send(HttpClient client, HttpRequest request, Path target)
            throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofFile(target));
        } catch (ConnectException | HttpTimeoutException unreachable) {
            // The JDK's own message is often none.
            throw new IOException(request.uri().getHost() + " cannot be reached", unreachable);
        }
    }
}
