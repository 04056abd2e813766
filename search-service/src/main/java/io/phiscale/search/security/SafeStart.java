package io.phiscale.search.security;

import io.phiscale.search.configuration.PhiscaleProperties;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to listen where others can reach it while nobody has to say who they are. */
@Component
class SafeStart implements InitializingBean {
    private final PhiscaleProperties.Security security;
    private final String address;

    SafeStart(PhiscaleProperties properties, Environment environment) {
        this.security = properties.security();
        this.address = environment.getProperty("server.address", "127.0.0.1");
    }

    @Override
    public void afterPropertiesSet() {
        if (security.user() == null) {
            if (!isLoopback()) {
                throw new UnsafeConfigurationException(
                        "server.address is %s, which others can reach: set".formatted(address)
                                + " phiscale.security.user and phiscale.security.password, or listen on 127.0.0.1");
            }
        } else if (security.user().isBlank()) {
            // An empty variable of the environment is meant as none, and must not count as a login.
            throw new UnsafeConfigurationException(
                    "phiscale.security.user is empty: name a user, or remove the setting");
        } else if (security.password() == null || security.password().isBlank()) {
            throw new UnsafeConfigurationException(
                    "phiscale.security.user is set without a password: set phiscale.security.password");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
