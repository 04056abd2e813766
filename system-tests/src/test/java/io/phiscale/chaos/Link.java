package io.phiscale.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy that can be told to fail: to cut every connection, or to swallow what goes in one direction. */
final class Link implements AutoCloseable {
    private static final int CONNECT_MILLISECONDS = 2_000;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Gate there = new Gate();
    private final Gate back = new Gate();

    /** @param target a port of this machine */
    Link(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        sockets.forEach(Link::close);
    }

    /** Bytes towards the server are kept back until {@link #heal}. */
    void blackHoleRequests() {
        there.shut();
    }

    /** Bytes from the server are kept back until {@link #heal}. */
    void blackHoleAnswers() {
        back.shut();
    }

    void heal() {
        there.open();
        back.open();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    failed.printStackTrace();
                }
            }
        }
        cut();
    }

    private void connect(Socket client) {
        sockets.add(client);
        Socket onward = new Socket();
        sockets.add(onward);
        start(() -> {
            try {
                onward.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLISECONDS);
                start(() -> pump(onward, client, back));
                pump(client, onward, there);
            } catch (IOException refused) {
                end(client, onward);
            }
        });
    }

    private void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                gate.pass();
                output.write(buffer, 0, count);
                output.flush();
            }
        } catch (IOException broken) {
            // Either side is gone: so is the connection.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        close(one);
        close(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        heal();
        server.close();
    }

    private static final class Gate {
        private boolean shut;

        synchronized void shut() {
            shut = true;
        }

        synchronized void open() {
            shut = false;
            notifyAll();
        }

        synchronized void pass() throws InterruptedException {
            while (shut) {
                wait();
            }
        }
    }
}
