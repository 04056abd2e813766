package io.phiscale.bench;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.ResultReport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The worker API over one connection, with as little work as can be: what is measured shares its cores with the client
 * that measures it. Not thread-safe; knows just enough HTTP for what this coordinator answers.
 */
final class LeanClient implements AutoCloseable {
    private static final String OK = "HTTP/1.1 200";
    private static final String LENGTH = "content-length:";
    private static final String CLOSE = "connection: close";
    private static final String CHUNKED = "transfer-encoding: chunked";

    private static final long EVERYTHING = 1L << 50;
    private static final int WAIT_SECONDS = 5;

    private final URI server;
    private Socket socket;
    private InputStream input;

    LeanClient(URI server) throws IOException {
        this.server = server;
        this.socket = connect();
        this.input = new BufferedInputStream(socket.getInputStream());
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(server.getHost(), server.getPort());
        connected.setTcpNoDelay(true);
        return connected;
    }

    /** Waits for a trial that there is to be. */
    Claim claim(String worker) {
        return post(
                "/api/worker/claims",
                new ClaimRequest(worker, Engines.ALL, Device.cpu(""), EVERYTHING, 1, List.of(), WAIT_SECONDS),
                Claim.class);
    }

    void heartbeat(long trial, Heartbeat heartbeat) {
        write(trial, "heartbeat", heartbeat);
    }

    void epoch(long trial, EpochReport report) {
        write(trial, "epochs", report);
    }

    void result(long trial, ResultReport report) {
        write(trial, "result", report);
    }

    /** @throws IllegalStateException where the coordinator wants this worker to stop: then it measures something else */
    private void write(long trial, String what, Object body) {
        String path = "/api/worker/trials/" + trial + "/" + what;
        Command answer = post(path, body, Acknowledgement.class).command();
        if (answer != Command.CONTINUE) {
            throw new IllegalStateException(path + " was answered with " + answer);
        }
    }

    private <T> T post(String path, Object body, Class<T> answer) {
        try {
            byte[] content = ProtocolJson.MAPPER.writeValueAsBytes(body);
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + content.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(content, 0, request, head.length, content.length);
            socket.getOutputStream().write(request);
            return ProtocolJson.MAPPER.readValue(answer(path), answer);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private byte[] answer(String path) throws IOException {
        String status = line();
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).trim());
            }
            chunked |= lower.equals(CHUNKED);
            last |= lower.equals(CLOSE);
        }
        byte[] body = chunked ? chunks() : input.readNBytes(Math.max(0, length));
        if (last) {
            // Servers do so after some hundred requests.
            socket.close();
            socket = connect();
            input = new BufferedInputStream(socket.getInputStream());
        }
        if (!status.startsWith(OK)) {
            throw new IllegalStateException(path + " was answered with " + status);
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(input.readNBytes(size));
            String unusedEnd = line();
        }
        String unusedTrailer = line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int character = input.read();
        while (character != '\n') {
            if (character < 0) {
                throw new EOFException("the coordinator hung up");
            }
            if (character != '\r') {
                line.append((char) character);
            }
            character = input.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
