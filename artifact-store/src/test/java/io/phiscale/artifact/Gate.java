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

/** Stands before a server and breaks connections off after so many bytes that were sent to it, or answered by it. */
final class Gate implements AutoCloseable {
    private final ServerSocket gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Limit sent = new Limit();
    private final Limit answered = new Limit();
    private final int port;

    Gate(int port) throws IOException {
        this.port = port;
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + gate.getLocalPort());
    }

    void breakAfterSent(long bytes, int times) {
        sent.set(bytes, times);
    }

    void breakAfterAnswered(long bytes, int times) {
        answered.set(bytes, times);
    }

    /** So many times, connections together may pass so many bytes; then there is none. */
    private static final class Limit {
        private long bytes;
        private long left;
        private int times;

        synchronized void set(long bytes, int times) {
            this.bytes = bytes;
            this.left = bytes;
            this.times = times;
        }

        synchronized boolean lets(int count) {
            if (times == 0) {
                return true;
            }
            left -= count;
            if (left >= 0) {
                return true;
            }
            set(bytes, times - 1);
            return false;
        }
    }

    private void accept() {
        while (!gate.isClosed()) {
            try {
                Socket client = gate.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> pass(client, server, sent));
                threads.execute(() -> pass(server, client, answered));
            } catch (IOException closed) {
                if (!gate.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private static void pass(Socket from, Socket to, Limit limit) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!limit.lets(count)) {
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
