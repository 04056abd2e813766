package io.phiscale.agent.coordinator;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
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
    public Command heartbeat(long trial, Heartbeat heartbeat) {
        return write(trial, "heartbeat", heartbeat);
    }

    @Override
    public Command epoch(long trial, EpochReport report) {
        return write(trial, "epochs", report);
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
        String path = "/api/worker/trials/%d/%s".formatted(trial, what);
        return read(post(path, body, ANSWER).body(), Acknowledgement.class).command();
    }

    private HttpResponse<String> post(String path, Object body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ProtocolJson.MAPPER.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return checked(send(request.build()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new CoordinatorUnreachableException("no answer from " + server, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CoordinatorUnreachableException("stopped while waiting for " + server, stopped);
        }
    }

    private HttpResponse<String> checked(HttpResponse<String> response) {
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
