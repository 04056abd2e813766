package io.phiscale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.cli.process.CoordinatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The compose files, as far as they can be checked without Docker. */
class ComposeIT {
    private static final Path HOME = Path.of(System.getProperty("phiscale.home"));
    private static final String MAIN = "docker-compose.yml";
    private static final String SETTINGS = "search-service/src/main/resources/application.yaml";
    private static final String GPU = "deploy/compose.gpu.yml";

    @Test
    void theWorkerReachesTheCoordinatorWhateverHostsAreNamed() throws IOException {
        assertThat(at(MAIN, "services", "search-service", "environment", "PHISCALE_SECURITY_ALLOWED_HOSTS"))
                .asString()
                .startsWith("search-service,${PHISCALE_HOSTS:-");
        assertThat(command(MAIN)).contains("http://search-service:8080");
    }

    @Test
    void nothingNeedsAGpuUnlessItIsAskedFor() throws IOException {
        assertThat(Files.readString(HOME.resolve(MAIN))).doesNotContain("driver: nvidia");
        assertThat(at(GPU, "services", "worker", "deploy", "resources", "reservations", "devices"))
                .asString()
                .contains("driver=nvidia");
        assertThat(at(GPU, "services", "worker", "build", "args", "ENGINE_PROFILE"))
                .asString()
                .isEqualTo("${PHISCALE_ENGINE_PROFILE:-cuda-13}");
        assertThat(Files.readString(HOME.resolve("trainer-worker/engine-libtorch/pom.xml")))
                .contains("<id>cuda-13</id>");
        assertThat(Files.readString(HOME.resolve("deploy/Dockerfile"))).contains("ARG ENGINE_PROFILE", "ARG RUNTIME");
    }

    @Test
    void everyServiceHasAHealthCheck() throws IOException {
        Map<?, ?> services = (Map<?, ?>) at(MAIN, "services");

        assertThat(services.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("postgres", "search-service", "worker");
        for (Object name : services.keySet()) {
            assertThat(at(MAIN, "services", String.valueOf(name), "healthcheck", "test"))
                    .as("health check of %s", name)
                    .isInstanceOf(List.class);
        }
    }

    /** Whoever is killed from outside first cuts off what the one inside was told to finish. */
    @Test
    void eachTimeToStopHoldsTheOneInsideIt() throws IOException {
        Duration requests = seconds(at(SETTINGS, "spring", "lifecycle", "timeout-per-shutdown-phase"));
        Duration background = seconds(at(SETTINGS, "db-scheduler", "shutdown-max-wait"));
        Duration container = seconds(at(MAIN, "services", "search-service", "stop_grace_period"));

        assertThat(CoordinatorProcess.STOP)
                .isGreaterThan(requests.plus(background.multipliedBy(2)))
                .isLessThan(container);
    }

    private static Duration seconds(Object value) {
        return Duration.parse("PT" + value);
    }

    @Test
    void theWorkersHealthCheckLooksAtTheFileThatItTouches() throws IOException {
        List<String> command = command(MAIN);
        String file = command.get(command.indexOf("--alive-file") + 1);

        assertThat(at(MAIN, "services", "worker", "healthcheck", "test"))
                .asString()
                .contains("find " + file + " ");
        assertThat(command(GPU)).containsAll(command);
    }

    @Test
    void theCommandLineKnowsEveryOptionOfTheWorkers() throws IOException {
        for (String file : List.of(MAIN, GPU)) {
            CommandLine.ParseResult parsed =
                    Phiscale.commandLine().parseArgs(command(file).toArray(String[]::new));

            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("work");
        }
    }

    private static List<String> command(String file) throws IOException {
        return Stream.of(((List<?>) at(file, "services", "worker", "command")).toArray())
                .map(String::valueOf)
                .toList();
    }

    private static Object at(String file, String... keys) throws IOException {
        Object found = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(HOME.resolve(file)));
        for (String key : keys) {
            assertThat(found).as(file + " above " + key).isInstanceOf(Map.class);
            found = ((Map<?, ?>) found).get(key);
        }
        assertThat(found).as(file + ": " + String.join(".", keys)).isNotNull();
        return found;
    }
}
