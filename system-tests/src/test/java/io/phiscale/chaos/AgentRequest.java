package io.phiscale.chaos;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as an agent sent it; it can be delivered more than once. */
final class AgentRequest {
    private static final Pattern WRITE = Pattern.compile("/api/worker/trials/([0-9]+)/([a-z]+)");
    private static final Pattern TOKEN = Pattern.compile("\"?token\"?[=:]([0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String method;
    private final URI address;
    private final @Nullable String type;
    private final byte[] body;

    AgentRequest(HttpExchange exchange) throws IOException {
        this.method = exchange.getRequestMethod();
        this.address = exchange.getRequestURI();
        this.type = exchange.getRequestHeaders().getFirst("Content-Type");
        this.body = exchange.getRequestBody().readAllBytes();
    }

    boolean isClaim() {
        return address.getPath().equals("/api/worker/claims");
    }

    /** Empty for claims and downloads. */
    Optional<Write> write() {
        Matcher path = WRITE.matcher(address.getPath());
        if (method.equals("GET") || !path.matches()) {
            return Optional.empty();
        }
        Write.Kind kind = Write.Kind.of(path.group(2));
        // A checkpoint's body is a file.
        String named = kind == Write.Kind.CHECKPOINT ? address.getQuery() : new String(body, StandardCharsets.UTF_8);
        Matcher token = TOKEN.matcher(named);
        if (!token.find()) {
            throw new IllegalStateException("no token in " + address);
        }
        return Optional.of(new Write(Long.parseLong(path.group(1)), Long.parseLong(token.group(1)), kind));
    }

    /** @param port of a coordinator */
    HttpRequest to(int port) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(port, address)))
                .timeout(PATIENCE)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return (type == null ? request : request.header("Content-Type", type)).build();
    }
}
