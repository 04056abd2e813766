package io.phiscale.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy that can be told to fail: to cut every connection, or to swallow what goes in one direction, or in both. */
final class Link implements Closeable {
    private static final int CONNECT_MILLISECONDS = 2_000;

    /** From the client to the server, and back. */
    enum Direction {
        REQUESTS,
        ANSWERS;

        static final Set<Direction> BOTH = EnumSet.allOf(Direction.class);
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Direction> swallowed = ConcurrentHashMap.newKeySet();

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
        sockets.removeIf(Socket::isClosed);
    }

    /** Until {@link #heal}, no byte arrives in these directions, nor does the end of a connection. */
    void swallow(Set<Direction> directions) {
        swallowed.addAll(directions);
    }

    /** What was swallowed stays away: connections with a hole in them end. */
    void heal() {
        if (!swallowed.isEmpty()) {
            swallowed.clear();
            cut();
        }
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
                start(() -> pump(onward, client, Direction.ANSWERS));
                pump(client, onward, Direction.REQUESTS);
            } catch (IOException refused) {
                end(client, onward);
            }
        });
    }

    private void pump(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                if (!swallowed.contains(direction)) {
                    output.write(buffer, 0, count);
                    output.flush();
                }
            }
        } catch (IOException broken) {
            // Either side is gone: so is the connection.
        } finally {
            if (!swallowed.contains(direction)) {
                end(from, to);
            }
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
        swallowed.clear();
        server.close();
        cut();
    }
}
