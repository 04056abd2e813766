package io.phiscale.cli.server;

import io.phiscale.cli.failure.UserException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which coordinator to talk to, and as whom. */
public final class ServerOptions {
    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

    private static final int MOST_PORT = 65_535;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = {
                "The coordinator; default: PHISCALE_SERVER, else " + DEFAULT_SERVER + ".",
                "User and password come from PHISCALE_USER and PHISCALE_PASSWORD."
            })
    private @Nullable String server;

    public CoordinatorClient client() {
        return new CoordinatorClient(address(), authorization());
    }

    private URI address() {
        String given = server == null ? environment("PHISCALE_SERVER", DEFAULT_SERVER) : server;
        return parse(given);
    }

    /** @throws UserException where it is no HTTP address */
    public static URI parse(String address) {
        try {
            URI parsed = URI.create(address);
            if (parsed.getPort() == 0 || parsed.getPort() > MOST_PORT) {
                throw new UserException(
                        "%s has no port that exists: give one from 1 to %d".formatted(address, MOST_PORT));
            }
            if (parsed.getHost() != null && String.valueOf(parsed.getScheme()).matches("https?")) {
                return parsed;
            }
        } catch (IllegalArgumentException noAddress) {
            throw new UserException(address + " is no address; give one such as " + DEFAULT_SERVER);
        }
        throw new UserException(address + " is no HTTP address; give one such as " + DEFAULT_SERVER);
    }

    private static @Nullable String authorization() {
        String user = System.getenv("PHISCALE_USER");
        if (user == null) {
            return null;
        }
        String pair = user + ":" + environment("PHISCALE_PASSWORD", "");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
