package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class SafeStartTests {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.2", "10.0.0.1", ""})
    void anAddressThatOthersCanReachNeedsAuthentication(String address) {
        assertThatThrownBy(() -> start(address, Map.of()))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("phiscale.security.user");
        start(address, Map.of("phiscale.security.user", "ada", "phiscale.security.password", "enchantress"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void theLoopbackAddressNeedsNone(String address) {
        start(address, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aUserWithoutAPasswordIsRefused(String password) {
        assertThatThrownBy(() -> start(
                        "127.0.0.1", Map.of("phiscale.security.user", "ada", "phiscale.security.password", password)))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("phiscale.security.password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankUserIsNoAuthentication(String user) {
        Map<String, Object> blank = Map.of("phiscale.security.user", user, "phiscale.security.password", "x");
        assertThatThrownBy(() -> start("0.0.0.0", blank)).isInstanceOf(UnsafeConfigurationException.class);
    }

    @Test
    void aPasswordThatIsLongerThanWhatIsComparedIsRefused() {
        Map<String, Object> long73 =
                Map.of("phiscale.security.user", "ada", "phiscale.security.password", "x".repeat(73));
        assertThatThrownBy(() -> start("127.0.0.1", long73))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("73 bytes; allowed: at most 72");
    }

    @Test
    void theRefusalIsOneLine() {
        var analysis = new StartFailureAnalyzer().analyze(refusal());

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).hasLineCount(1).contains("0.0.0.0", "listen on 127.0.0.1");
    }

    private static UnsafeConfigurationException refusal() {
        try {
            start("0.0.0.0", Map.of());
        } catch (UnsafeConfigurationException refused) {
            return refused;
        }
        throw new AssertionError("it started");
    }

    private static void start(String address, Map<String, Object> settings) {
        GenericApplicationContext context = new GenericApplicationContext();
        Map<String, Object> all = new HashMap<>(settings);
        all.put("server.address", address);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        new SafeStart().initialize(context);
    }
}
