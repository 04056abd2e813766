package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpFetchIT {
    @TempDir
    Path folder;

    private final Fetch fetch = new HttpFetch(Duration.ofSeconds(10), Duration.ofSeconds(10));
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final CountDownLatch nobodyListens = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", exchange -> {
            byte[] body = "content".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/missing", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        // Says how much there is, sends some of it, and then nothing for as long as anybody listens.
        server.createContext("/stalled", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(testIsOver);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[10_000]);
                }
            } catch (IOException hungUp) {
                nobodyListens.countDown();
            }
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stopServer() {
        testIsOver.countDown();
        server.stop(0);
    }

    @Test
    void aFileIsWrittenWhereItIsWanted() throws Exception {
        fetch.fetch(address("/file"), folder.resolve("target"), 100);

        assertThat(folder.resolve("target")).hasContent("content");
    }

    @Test
    void anErrorPageIsNotTakenForTheFile() {
        assertThatIOException()
                .isThrownBy(() -> fetch.fetch(address("/missing"), folder.resolve("target"), 100))
                .withMessageContainingAll("/missing", "404");
    }

    @Test
    @Timeout(30)
    void aTransferThatStallsIsEnded() {
        Fetch impatient = new HttpFetch(Duration.ofSeconds(10), Duration.ofSeconds(1));

        assertThatIOException()
                .isThrownBy(() -> impatient.fetch(address("/stalled"), folder.resolve("target"), 1_000))
                .withMessageContainingAll("/stalled", "took more than 1 seconds");
    }

    @Test
    @Timeout(30)
    void moreThanWasAskedForIsNotTaken() throws Exception {
        Path target = folder.resolve("target");

        assertThatIOException()
                .isThrownBy(() -> fetch.fetch(address("/endless"), target, 1_000_000))
                .withMessageContainingAll("/endless", "more than 1000000 bytes");
        assertThat(target).satisfies(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(1_000_000));
        assertThat(nobodyListens.await(20, TimeUnit.SECONDS))
                .as("the transfer has ended")
                .isTrue();
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        server.stop(0);

        assertThatIOException()
                .isThrownBy(() -> fetch.fetch(address("/file"), folder.resolve("target"), 100))
                .withMessage("127.0.0.1 cannot be reached");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }
}
