package io.phiscale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class TrainBenchIT {
    private static final Architecture NANO =
            BuiltInBaselines.MBCONV_NANO.architecture().at(16);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "libtorch"})
    void anEngineIsMeasuredInAProcessOfItsOwn(String engine) {
        assertThat(measure(engine, "--runs=2", "--json")).as(err.toString()).isZero();

        JsonNode document = ProtocolJson.MAPPER.readTree(out.toString());
        assertThat(document.path("engine").asString()).isEqualTo(engine);
        assertThat(document.path("network").path("parameters").asLong())
                .isEqualTo(NANO.cost().parameters());
        assertThat(document.path("network").path("multiplyAdds").asLong())
                .isEqualTo(NANO.cost().multiplyAdds());
        assertThat(document.path("imagesPerSecond").path("runs")).hasSize(2).allMatch(speed -> speed.asDouble() > 0);
        assertThat(document.path("secondsPerStep").asDouble()).isPositive();
        assertThat(document.path("stepsPerRun").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(document.path("peakMemory").asLong()).isGreaterThan(1 << 20);
        assertThat(document.path("peakOperationsPerSecond").asDouble()).isGreaterThan(1e6);
        assertThat(document.path("shareOfPeak").asDouble()).isBetween(1e-9, 1.0);
        assertThat(document.path("provenance").path("engine").asString()).isEqualTo(engine);
        assertThat(document.path("provenance").path("threads").asString()).isEqualTo("1");
    }

    @Test
    void trainersSideBySideAreMeasuredTogether() {
        assertThat(measure("libtorch", "--runs=1", "--trainers=2", "--json"))
                .as(err.toString())
                .isZero();

        JsonNode document = ProtocolJson.MAPPER.readTree(out.toString());
        double together = document.path("imagesPerSecond").path("median").asDouble();
        double stepsOfBoth = 2 * document.path("batch").asInt() / together;
        assertThat(document.path("secondsPerStep").asDouble()).isEqualTo(stepsOfBoth);
        assertThat(document.path("trainers").asInt()).isEqualTo(2);
        assertThat(document.has("shareOfPeak")).isFalse();
        assertThat(document.has("peakOperationsPerSecond")).isFalse();
    }

    @Test
    void peopleGetATableWithoutSqueezeAndExcitation() {
        assertThat(measure("libtorch", "--runs=1", "--no-squeeze-excitation", "--stem-stride=1"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString())
                .startsWith("images/s")
                .contains("4 images at 16 px, stem stride 1, without squeeze-and-excitation")
                .contains("libtorch 2.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "torch    | --batch=4       | --engine is torch; allowed: libtorch or dl4j",
                "libtorch | --device=gpu    | --device is gpu; allowed: auto, cpu, cuda, or cuda:1 for the second GPU",
                "libtorch | --precision=fp8 | --precision is fp8; allowed: fp32 or bf16",
                "dl4j     | --precision=bf16 | --precision is bf16; allowed: fp32 with engine dl4j",
                "libtorch | --batch=0       | --batch is 0; allowed: a whole number from 1 to 65536",
                "libtorch | --trainers=0    | --trainers is 0; allowed: a whole number from 1 to 64",
                "libtorch | --stem-stride=3 | --stem-stride is 3; allowed: a whole number from 1 to 2",
            })
    void whatIsNotAllowedEndsInOneLineThatSaysWhatIs(String engine, String option, String line) {
        assertThat(measure(engine, option)).isEqualTo(2);

        assertThat(err.toString().lines()).containsExactly("phiscale: " + line);
    }

    @Test
    void anUnknownBaselineIsAnsweredWithThoseThereAre() {
        assertThat(run("train", "--engine=libtorch", "--baseline=resnet")).isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("efficientnet-b0, mobilenet-v1, mobilenet-v2, resnet-18, resnet-50, mbconv-nano");
    }

    @Test
    void aTrainerThatRunsOutOfMemorySaysSo() {
        assertThat(measure("libtorch", "--native-memory=64", "--batch=16384")).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString().contains("memory");
    }

    private int measure(String engine, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--engine=" + engine, "--baseline=mbconv-nano", "--resolution=16", "--threads=1"));
        if (List.of(options).stream().noneMatch(option -> option.startsWith("--batch"))) {
            arguments.add("--batch=4");
        }
        arguments.add("--seconds=0.05");
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine command = Bench.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
