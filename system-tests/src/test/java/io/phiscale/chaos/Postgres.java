package io.phiscale.chaos;

import io.phiscale.db.EmbeddedDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real PostgreSQL that can be restarted, in good order or as if its machine had lost its power. */
final class Postgres implements Closeable {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern PORT = Pattern.compile(":([0-9]+)/");

    private final Path data;
    private final String url;
    private final String password;
    private final int port;
    private final List<String> command;
    private final Path log;

    Postgres(Path directory) throws IOException {
        EmbeddedDatabase first = EmbeddedDatabase.start(directory);
        this.data = directory.resolve("data");
        this.url = first.url();
        this.password = first.password();
        Matcher number = PORT.matcher(url);
        if (!number.find()) {
            throw new IllegalStateException("no port in " + url);
        }
        this.port = Integer.parseInt(number.group(1));
        this.log = directory.resolve("postgres.log");
        this.command = command(Files.readString(data.resolve("postmaster.opts")));
    }

    /** The server wrote down how it was started. */
    private static List<String> command(String options) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        Matcher words = WORD.matcher(options.trim());
        while (words.find()) {
            command.add(words.group(1) == null ? words.group(2) : words.group(1));
        }
        return command;
    }

    int port() {
        return port;
    }

    String url(int throughPort) {
        return url.replace(":" + port + "/", ":" + throughPort + "/");
    }

    String password() {
        return password;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, EmbeddedDatabase.USER, password);
    }

    /** Every connection ends; what was committed is on the disk. */
    void restartFast() throws IOException {
        restart("INT");
    }

    /** No checkpoint and no goodbye: what was committed comes back from the log. */
    void restartImmediately() throws IOException {
        restart("QUIT");
    }

    private void restart(String signal) throws IOException {
        stop(signal);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Connection connection = connect()) {
                return connection.isValid(1);
            }
        });
    }

    private void stop(String signal) throws IOException {
        Path running = data.resolve("postmaster.pid");
        if (!Files.exists(running)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(running).get(0).trim());
        Signals.send(pid, signal);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        Files.deleteIfExists(running);
    }

    /** Once it has ended, its directory can go. */
    @Override
    public void close() throws IOException {
        stop("INT");
    }
}
