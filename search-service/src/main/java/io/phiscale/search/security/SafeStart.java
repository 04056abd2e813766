package io.phiscale.search.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to listen where others can reach it while nobody has to say who they are. Before anything is started: a
 * database that is started for nothing would be one more thing to explain.
 */
class SafeStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int MOST_PASSWORD_BYTES = 72;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String address = environment.getProperty("server.address", "127.0.0.1");
        String user = environment.getProperty("phiscale.security.user", "");
        if (user.isBlank()) {
            if (!isLoopback(address)) {
                throw new UnsafeConfigurationException(
                        "server.address is %s, which others can reach: set".formatted(address)
                                + " phiscale.security.user and phiscale.security.password, or listen on 127.0.0.1");
            }
        } else if (environment.getProperty("phiscale.security.password", "").isBlank()) {
            throw new UnsafeConfigurationException(
                    "phiscale.security.user is set without a password: set phiscale.security.password");
        }
        checkLength(environment.getProperty("phiscale.security.password", ""));
    }

    private static void checkLength(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_PASSWORD_BYTES) {
            throw new UnsafeConfigurationException(
                    "phiscale.security.password has %d bytes; allowed: at most %d, which is as many as bcrypt looks at"
                            .formatted(bytes, MOST_PASSWORD_BYTES));
        }
    }

    private static boolean isLoopback(String address) {
        // An empty address means all of them to the server, and the loopback one to the next line.
        if (address.isBlank()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
