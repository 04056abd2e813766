package io.phiscale.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a server and breaks connections off: the first ones at once, any after so many bytes in a direction. */
final class Gate implements AutoCloseable {
    private final ServerSocket gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong sentUntilBroken = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong answeredUntilBroken = new AtomicLong(Long.MAX_VALUE);
    private final int port;

    Gate(int port) throws IOException {
        this.port = port;
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + gate.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    void refuseNext(int count) {
        refused.set(count);
    }

    void breakAfterSent(long bytes) {
        sentUntilBroken.set(bytes);
    }

    void breakAfterAnswered(long bytes) {
        answeredUntilBroken.set(bytes);
    }

    private void accept() {
        while (!gate.isClosed()) {
            try {
                Socket client = gate.accept();
                connections.incrementAndGet();
                if (refused.getAndDecrement() > 0) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> pass(client, server, sentUntilBroken));
                threads.execute(() -> pass(server, client, answeredUntilBroken));
            } catch (IOException closed) {
                if (!gate.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong untilBroken) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (untilBroken.addAndGet(-count) < 0) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            // What it is for.
        }
    }

    @Override
    public void close() throws IOException {
        gate.close();
        threads.shutdownNow();
    }
}
