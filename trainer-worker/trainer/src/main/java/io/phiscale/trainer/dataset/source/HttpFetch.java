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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Over HTTP, following redirects, through the proxy that the JVM is configured with.
 *
 * @param timeout for the whole file, from the request to its last byte
 */
record HttpFetch(Duration connectTimeout, Duration timeout) implements Fetch {

    @Override
    public void fetch(URI address, Path target, long most) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        CompletableFuture<HttpResponse<Path>> response =
                client.sendAsync(HttpRequest.newBuilder(address).build(), information -> new LimitedBody(target, most));
        try {
            int status = response.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode();
            if (status != 200) {
                throw new IOException("%s answered with status %d".formatted(address, status));
            }
        } catch (TimeoutException slow) {
            throw new IOException("%s took more than %d seconds".formatted(address, timeout.toSeconds()), slow);
        } catch (ExecutionException failed) {
            throw failure(address, failed);
        } finally {
            // A request's own timeout ends with the headers; this ends the transfer, and does nothing to one that is
            // done.
            response.cancel(true);
        }
    }

    private static IOException failure(URI address, ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
            // The JDK's own message is often none.
            return new IOException(address.getHost() + " cannot be reached", cause);
        }
        return new IOException("%s: %s".formatted(address, cause.getMessage()), cause);
    }
}
