package io.phiscale.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What agents take for their coordinator: it hands each request to one of several. A careless network stands behind it:
 * some requests are delivered a second time, seconds later, and some come so late that others overtake them.
 */
final class FrontDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double TWICE = 0.05;
    private static final double LATE = 0.03;
    private static final int MOST_LATE_MILLISECONDS = 1_500;
    private static final int MOST_REPEATED_MILLISECONDS = 5_000;

    final AtomicInteger duplicates = new AtomicInteger();
    final AtomicInteger delays = new AtomicInteger();
    private final List<Integer> coordinators;
    private final Random random;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean careless = true;

    FrontDoor(List<Integer> coordinators, long seed) throws IOException {
        this.coordinators = List.copyOf(coordinators);
        this.random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, every request is delivered once and at once. */
    void behave() {
        careless = false;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            if (careless && random.nextDouble() < LATE) {
                delays.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_LATE_MILLISECONDS));
            }
            if (careless && random.nextDouble() < TWICE) {
                repeatLater(exchange, body);
            }
            HttpResponse<byte[]> answer = deliver(exchange, body);
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            // Without an answer, this breaks the connection off.
            exchange.close();
        }
    }

    private void repeatLater(HttpExchange exchange, byte[] body) {
        duplicates.incrementAndGet();
        HttpRequest request = request(exchange, body, next());
        ScheduledFuture<?> unused = later.schedule(
                () -> {
                    CompletableFuture<HttpResponse<byte[]>> ignored =
                            client.sendAsync(request, BodyHandlers.ofByteArray());
                },
                random.nextInt(MOST_REPEATED_MILLISECONDS),
                TimeUnit.MILLISECONDS);
    }

    /** To whichever coordinator can be reached. */
    private HttpResponse<byte[]> deliver(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        try {
            return client.send(request(exchange, body, next()), BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            return client.send(request(exchange, body, next()), BodyHandlers.ofByteArray());
        }
    }

    private int next() {
        return coordinators.get(turn.getAndIncrement() % coordinators.size());
    }

    private static HttpRequest request(HttpExchange exchange, byte[] body, int port) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(port, exchange.getRequestURI())))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        exchange.getRequestMethod().equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return (type == null ? request : request.header("Content-Type", type)).build();
    }

    @Override
    public void close() {
        later.shutdownNow();
        server.stop(0);
    }
}
