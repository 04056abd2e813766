package io.phiscale.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/** Answers as a coordinator does, with what a test tells it to. Pages are cut from whole lists, sorted or not. */
public final class FakeCoordinator implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final Map<String, FakeList> lists = new ConcurrentHashMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private record FakeList(int total, IntFunction<String> item) {}

    public FakeCoordinator() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method, path and query of each request, in order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public FakeCoordinator with(String path, String document) {
        return with(path, document.getBytes(StandardCharsets.UTF_8));
    }

    public FakeCoordinator with(String path, byte[] document) {
        documents.put(path, document);
        return this;
    }

    /** @param item the JSON of an item by its number, from 0 */
    public FakeCoordinator withList(String path, int total, IntFunction<String> item) {
        lists.put(path, new FakeList(total, item));
        return this;
    }

    /** Requests whose query holds this are bad ones. */
    public FakeCoordinator refusing(String query) {
        refused.add(query);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        // By path and query, else by path alone.
        byte[] document = documents.getOrDefault(path + "?" + query, documents.get(path));
        try (exchange) {
            if (refused.stream().anyMatch(query::contains)) {
                send(exchange, 400, "{\"detail\":\"refused\"}".getBytes(StandardCharsets.UTF_8));
            } else if (document != null) {
                send(exchange, 200, document);
            } else if (lists.containsKey(path)) {
                send(exchange, 200, page(lists.get(path), query).getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 404, "{\"detail\":\"there is none\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String page(FakeList list, String query) {
        int size = number(query, "size", 50);
        int first = number(query, "page", 0) * size;
        StringBuilder items = new StringBuilder();
        for (int index = first; index < Math.min(first + size, list.total); index++) {
            items.append(index == first ? "" : ",").append(list.item.apply(index));
        }
        return "{\"items\":[%s],\"total\":%d,\"page\":%d,\"size\":%d}".formatted(items, list.total, first / size, size);
    }

    private static int number(String query, String name, int otherwise) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
