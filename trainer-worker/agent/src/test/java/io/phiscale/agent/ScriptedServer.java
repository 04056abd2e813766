package io.phiscale.agent;

import com.sun.net.httpserver.HttpServer;
import io.phiscale.agent.coordinator.HttpCoordinator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives one answer after another, whatever it is asked, and then says that there is nothing to do. */
final class ScriptedServer implements AutoCloseable {
    private static final int NO_CONTENT = 204;

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    record Answer(int status, String body) {}

    ScriptedServer(Answer... answers) throws IOException {
        this.answers.addAll(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            Answer answer;
            if (path.endsWith("/heartbeat")) {
                // They come when they come.
                answer = new Answer(200, "{\"command\": \"CONTINUE\"}");
            } else {
                requests.add(path);
                answer = this.answers.poll();
            }
            byte[] body = answer == null ? new byte[0] : answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer == null ? NO_CONTENT : answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    HttpCoordinator coordinator() {
        return new HttpCoordinator(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
