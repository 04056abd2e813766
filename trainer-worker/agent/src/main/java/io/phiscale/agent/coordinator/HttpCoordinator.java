package io.phiscale.agent.coordinator;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The worker API over HTTP. Thread-safe. */
public final class HttpCoordinator implements Coordinator {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int NO_CONTENT = 204;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final URI server;
    private final @Nullable String token;
    private final HttpClient client;

    /**
     * @param server such as {@code http://localhost:8080}
     * @param token a worker token, or null where the coordinator asks for none
     */
    public HttpCoordinator(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        HttpResponse<String> response = post("/api/worker/claims", request, ANSWER.plusSeconds(request.waitSeconds()));
        return response.statusCode() == NO_CONTENT ? Optional.empty() : Optional.of(read(response.body(), Claim.class));
    }

    @Override
    public Command heartbeat(long trial, Heartbeat heartbeat, Duration patience) {
        return write(trial, "heartbeat", heartbeat, patience);
    }

    @Override
    public Command epoch(long trial, EpochReport report) {
        return write(trial, "epochs", report);
    }

    @Override
    public Command checkpoint(long trial, long token, CheckpointReference reference, Path file) {
        String path = "/api/worker/trials/%d/checkpoint?token=%d&sha256=%s&epochs=%d&fraction=%s"
                .formatted(trial, token, reference.sha256(), reference.epochs(), reference.fraction());
        try {
            HttpRequest request = request(path, transfer(reference.size()))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            return read(checked(send(request)).body(), Acknowledgement.class).command();
        } catch (FileNotFoundException gone) {
            throw new CoordinatorRefusedException("the checkpoint %s is gone".formatted(file));
        }
    }

    @Override
    public void download(long trial, long token, CheckpointReference reference, Path target) {
        String path = "/api/worker/trials/%d/checkpoint?token=%d".formatted(trial, token);
        HttpRequest request = request(path, transfer(reference.size())).GET().build();
        checked(send(request, HttpResponse.BodyHandlers.ofFile(target)));
    }

    @Override
    public Command result(long trial, ResultReport report) {
        return write(trial, "result", report);
    }

    @Override
    public Command failure(long trial, FailureReport report) {
        return write(trial, "failure", report);
    }

    @Override
    public Command release(long trial, Release release) {
        return write(trial, "release", release);
    }

    private Command write(long trial, String what, Object body) {
        return write(trial, what, body, ANSWER);
    }

    private Command write(long trial, String what, Object body, Duration patience) {
        String path = "/api/worker/trials/%d/%s".formatted(trial, what);
        return read(post(path, body, patience).body(), Acknowledgement.class).command();
    }

    private HttpResponse<String> post(String path, Object body, Duration timeout) {
        HttpRequest.Builder request = request(path, timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ProtocolJson.MAPPER.writeValueAsString(body)));
        return checked(send(request.build()));
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(timeout);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** For a file: at least a megabyte a second is expected of a network. */
    private static Duration transfer(long bytes) {
        return ANSWER.plusSeconds(20 + bytes / 1_000_000);
    }

    private HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        // The client's own time-out ends with the first byte of an answer: the rest may never come.
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
        try {
            return answer.get(request.timeout().orElse(ANSWER).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            answer.cancel(true);
            throw new CoordinatorUnreachableException("no answer from " + server, failed);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CoordinatorUnreachableException("stopped while waiting for " + server, stopped);
        }
    }

    private <T> HttpResponse<T> checked(HttpResponse<T> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response;
        }
        if (status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
            throw new CoordinatorUnreachableException("%s answers with status %d".formatted(server, status));
        }
        if (status == 401 || status == 403) {
            throw new CoordinatorRefusedException(
                    "%s does not accept this worker: give it a valid token with --token-file".formatted(server));
        }
        throw new CoordinatorRefusedException("%s refused %s with status %d: %s"
                .formatted(server, response.uri().getPath(), status, response.body()));
    }

    private <T> T read(String body, Class<T> type) {
        T value;
        try {
            value = ProtocolJson.MAPPER.readValue(body, type);
        } catch (JacksonException foreign) {
            throw foreign();
        }
        if (value == null) {
            throw foreign();
        }
        return value;
    }

    private CoordinatorRefusedException foreign() {
        return new CoordinatorRefusedException("%s does not speak as a Phiscale coordinator does".formatted(server));
    }
}
