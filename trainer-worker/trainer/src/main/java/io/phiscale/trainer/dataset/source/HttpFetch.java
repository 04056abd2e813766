package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(target));
        if (response.statusCode() != 200) {
            throw new IOException("%s answered with status %d".formatted(address, response.statusCode()));
        }
    }
}
