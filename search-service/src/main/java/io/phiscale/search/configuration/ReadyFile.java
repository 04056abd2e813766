package io.phiscale.search.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the coordinator is, to people in the log and to programs in a file. */
@Component
class ReadyFile {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyFile.class);

    private final PhiscaleProperties properties;
    private final Environment environment;

    ReadyFile(PhiscaleProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String host = environment.getProperty("server.address", "127.0.0.1");
            String address = "http://%s:%d"
                    .formatted(
                            host.contains(":") ? "[" + host + "]" : host,
                            web.getWebServer().getPort());
            LOG.info("Phiscale answers at {}", address);
            if (properties.readyFile() != null) {
                write(properties.readyFile(), address);
            }
        }
    }

    /** Moved into place: whoever waits for the file never reads half of it. */
    private static void write(Path file, String address) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(unfinished, address);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }
}
