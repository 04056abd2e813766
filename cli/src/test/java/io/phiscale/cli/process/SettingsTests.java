package io.phiscale.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PHISCALE_DATABASE_URL",
                "PHISCALE_SECURITY_PASSWORD",
                "phiscale_database_url",
                "phiscale.database.url",
                "SPRING_DATASOURCE_URL",
                "SPRING_APPLICATION_JSON",
                "SERVER_PORT",
                "SERVER_ADDRESS"
            })
    void whatConfiguresACoordinatorIsRemoved(String name) {
        assertThat(remaining(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PHISCALE_DEBUG", "PATH", "HOME", "XDG_DATA_HOME", "SERVER", "SPRINGFIELD"})
    void everythingElseStays(String name) {
        assertThat(remaining(name)).containsKey(name);
    }

    private static Map<String, String> remaining(String name) {
        Map<String, String> environment = new HashMap<>(Map.of(name, "value"));
        Settings.removeFrom(environment);
        return environment;
    }
}
