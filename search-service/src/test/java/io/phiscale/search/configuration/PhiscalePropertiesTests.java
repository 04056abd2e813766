package io.phiscale.search.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.scaling.validation.InvalidValueException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Pins every key and its default: users depend on them. */
class PhiscalePropertiesTests {

    @Test
    void everyDefaultIsWhatTheReadmeSays() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PhiscaleProperties(
                        null,
                        new PhiscaleProperties.Database(null, "phiscale", "", null, Duration.ofMinutes(2)),
                        new PhiscaleProperties.Security(null, null, List.of()),
                        new PhiscaleProperties.Worker(
                                null,
                                Duration.ofSeconds(60),
                                3,
                                10,
                                Duration.ofSeconds(5),
                                Duration.ofMillis(500),
                                3.0,
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(15),
                                3,
                                1.5),
                        new PhiscaleProperties.Artifacts(
                                null,
                                new PhiscaleProperties.S3(null, null, "us-east-1", "", null, null, false),
                                5_368_709_120L,
                                Duration.ofHours(1)),
                        new PhiscaleProperties.Limits(100_000, 200_000, 1_000, 1_024, 4_194_304),
                        null,
                        Map.of()));
    }

    @Test
    void everyKeyIsRead() {
        PhiscaleProperties properties = bind(Map.ofEntries(
                Map.entry("phiscale.ready-file", "/tmp/ready"),
                Map.entry("phiscale.price-per-hour", "2.5"),
                Map.entry("phiscale.database.url", "jdbc:postgresql://db/x"),
                Map.entry("phiscale.database.user", "u"),
                Map.entry("phiscale.database.password", "p"),
                Map.entry("phiscale.database.directory", "/tmp/db"),
                Map.entry("phiscale.database.patience", "3m"),
                Map.entry("phiscale.security.user", "me"),
                Map.entry("phiscale.security.password", "secret"),
                Map.entry("phiscale.security.allowed-hosts", "a,b"),
                Map.entry("phiscale.worker.token-file", "/tmp/token"),
                Map.entry("phiscale.worker.lease", "30s"),
                Map.entry("phiscale.worker.attempts", "5"),
                Map.entry("phiscale.worker.losses", "6"),
                Map.entry("phiscale.worker.backoff", "1s"),
                Map.entry("phiscale.worker.poll", "1s"),
                Map.entry("phiscale.worker.overrun-factor", "2.5"),
                Map.entry("phiscale.worker.overrun-allowance", "1m"),
                Map.entry("phiscale.worker.put-aside", "2m"),
                Map.entry("phiscale.worker.put-aside-after", "4"),
                Map.entry("phiscale.worker.memory-factor", "2"),
                Map.entry("phiscale.artifacts.directory", "/tmp/artifacts"),
                Map.entry("phiscale.artifacts.largest", "6"),
                Map.entry("phiscale.artifacts.unfinished", "7m"),
                Map.entry("phiscale.artifacts.s3.bucket", "b"),
                Map.entry("phiscale.artifacts.s3.endpoint", "http://s3:9000"),
                Map.entry("phiscale.artifacts.s3.region", "r"),
                Map.entry("phiscale.artifacts.s3.prefix", "p"),
                Map.entry("phiscale.artifacts.s3.access-key", "k"),
                Map.entry("phiscale.artifacts.s3.secret-key", "s"),
                Map.entry("phiscale.artifacts.s3.path-style", "true"),
                Map.entry("phiscale.limits.candidates", "1"),
                Map.entry("phiscale.limits.trials", "2"),
                Map.entry("phiscale.limits.epochs", "3"),
                Map.entry("phiscale.limits.resolution", "4"),
                Map.entry("phiscale.limits.body", "5"),
                Map.entry("phiscale.datasets.birds.classes", "7"),
                Map.entry("phiscale.datasets.birds.training-images", "500"),
                Map.entry("phiscale.datasets.birds.validation-images", "50"),
                Map.entry("phiscale.datasets.birds.mirrorable", "false")));

        assertThat(properties.worker())
                .isEqualTo(new PhiscaleProperties.Worker(
                        Path.of("/tmp/token"),
                        Duration.ofSeconds(30),
                        5,
                        6,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        2.5,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        4,
                        2.0));
        assertThat(properties.artifacts())
                .isEqualTo(new PhiscaleProperties.Artifacts(
                        Path.of("/tmp/artifacts"),
                        new PhiscaleProperties.S3("b", URI.create("http://s3:9000"), "r", "p", "k", "s", true),
                        6,
                        Duration.ofMinutes(7)));
        assertThat(properties.pricePerHour()).isEqualTo(2.5);
        assertThat(properties.limits()).isEqualTo(new PhiscaleProperties.Limits(1, 2, 3, 4, 5));
        assertThat(properties.datasets().get("birds"))
                .isEqualTo(new PhiscaleProperties.ImageFolder(7, 3, 0, 500, 50, false));
        assertThat(properties.security().allowedHosts()).containsExactly("a", "b");
    }

    @Test
    void aWorkerCountsAsThereForTwoMinutesOrForALongerLease() {
        assertThat(bind(Map.of()).worker().presentSeconds()).isEqualTo(120);
        assertThat(bind(Map.of("phiscale.worker.lease", "1h")).worker().presentSeconds())
                .isEqualTo(3600);
    }

    @Test
    void aKeyThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("phiscale.limits.candidate", "1"))).isInstanceOf(BindException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "phiscale.database.patience, 500ms, PT0.5S, from PT1S to PT24H",
        "phiscale.database.patience, 2d, PT48H, from PT1S to PT24H",
        "phiscale.artifacts.unfinished, 0s, PT0S, from PT10S to PT168H",
        "phiscale.artifacts.unfinished, -1h, PT-1H, from PT10S to PT168H",
        "phiscale.artifacts.largest, 0, 0, a whole number from 1 to 1099511627776",
        "phiscale.artifacts.largest, -1, -1, a whole number from 1 to 1099511627776",
        "phiscale.worker.lease, 1s, PT1S, from PT6S to PT1H"
    })
    void aValueThatWouldMeanSomethingElseIsRefused(String key, String value, String given, String allowed) {
        assertThatThrownBy(() -> bind(Map.of(key, value)))
                .hasRootCauseInstanceOf(InvalidValueException.class)
                .hasRootCauseMessage("%s is %s; allowed: %s", key, given, allowed);
    }

    @ParameterizedTest
    @CsvSource({"access-key, secret-key", "secret-key, access-key"})
    void anAccessKeyWithoutItsSecretAndTheOtherWayRoundIsRefused(String given, String missing) {
        Map<String, String> half =
                Map.of("phiscale.artifacts.s3." + given, "do not tell", "phiscale.artifacts.s3." + missing, "");

        assertThatThrownBy(() -> bind(half))
                .hasRootCauseMessage(
                        "phiscale.artifacts.s3.%s is not set; allowed: what belongs to phiscale.artifacts.s3.%s, which is; or neither",
                        missing, given);
    }

    /** As an environment file says it that lists all there is. */
    @Test
    void anEmptyValueIsNone() {
        assertThat(bindEnvironment(Map.ofEntries(
                        Map.entry("phiscale.ready-file", ""),
                        Map.entry("phiscale.database.url", ""),
                        Map.entry("phiscale.database.directory", ""),
                        Map.entry("phiscale.security.user", ""),
                        Map.entry("phiscale.worker.token-file", ""),
                        Map.entry("phiscale.artifacts.directory", ""),
                        Map.entry("phiscale.artifacts.s3.bucket", ""),
                        Map.entry("phiscale.artifacts.s3.endpoint", ""),
                        Map.entry("phiscale.artifacts.s3.region", ""),
                        Map.entry("phiscale.artifacts.s3.access-key", ""),
                        Map.entry("phiscale.artifacts.s3.secret-key", ""))))
                .isEqualTo(bind(Map.of()));
    }

    private static PhiscaleProperties bind(Map<String, String> values) {
        return bind(values, new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true));
    }

    /** Which may hold what nothing is bound to. */
    private static PhiscaleProperties bindEnvironment(Map<String, String> values) {
        return bind(values, BindHandler.DEFAULT);
    }

    private static PhiscaleProperties bind(Map<String, String> values, BindHandler handler) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("phiscale", Bindable.of(PhiscaleProperties.class), handler);
    }
}
