package io.phiscale.bench;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.ResultReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The worker API with as little work as can be: what is measured shares its cores with the client that measures it. An
 * agent's own client waits and tries again, on threads of its own, and takes three times as much.
 */
record LeanClient(URI server) {
    private static final int OK = 200;

    Claim claim(ClaimRequest request) {
        return post("/api/worker/claims", request, Claim.class);
    }

    Command heartbeat(long trial, Heartbeat heartbeat) {
        return post("/api/worker/trials/" + trial + "/heartbeat", heartbeat, Acknowledgement.class)
                .command();
    }

    Command epoch(long trial, EpochReport report) {
        return post("/api/worker/trials/" + trial + "/epochs", report, Acknowledgement.class)
                .command();
    }

    Command result(long trial, ResultReport report) {
        return post("/api/worker/trials/" + trial + "/result", report, Acknowledgement.class)
                .command();
    }

    private <T> T post(String path, Object body, Class<T> answer) {
        try {
            byte[] content = ProtocolJson.MAPPER.writeValueAsBytes(body);
            HttpURLConnection connection =
                    (HttpURLConnection) server.resolve(path).toURL().openConnection();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(content.length);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setRequestProperty("Accept", "application/json");
            try (OutputStream output = connection.getOutputStream()) {
                output.write(content);
            }
            if (connection.getResponseCode() != OK) {
                throw new IllegalStateException(path + " was answered with " + connection.getResponseCode());
            }
            try (InputStream input = connection.getInputStream()) {
                return ProtocolJson.MAPPER.readValue(input.readAllBytes(), answer);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
