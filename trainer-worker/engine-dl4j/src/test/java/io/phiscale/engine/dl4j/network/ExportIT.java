package io.phiscale.engine.dl4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.export.dl4j.Dl4jConfiguration;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's program, which has published artifacts and our layers, and nothing else of ours. */
class ExportIT {
    private static final Architecture NANO = BuiltInBaselines.MBCONV_NANO.architecture();
    private static final String PROGRAM =
            """
            import java.nio.file.*;
            import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
            import org.deeplearning4j.nn.graph.ComputationGraph;
            import org.nd4j.linalg.factory.Nd4j;

            public class Load {
                public static void main(String[] arguments) throws Exception {
                    ComputationGraph network = new ComputationGraph(
                            ComputationGraphConfiguration.fromJson(Files.readString(Path.of(arguments[0]))));
                    network.init();
                    System.out.println(network.outputSingle(Nd4j.rand(1, %1$d, %1$d, %2$d)).shapeInfoToString());
                    try {
                        Class.forName("io.phiscale.scaling.architecture.Architecture");
                        System.out.println("more of ours than layers");
                    } catch (ClassNotFoundException expected) {
                        System.out.println("layers alone");
                    }
                }
            }
            """;

    @Test
    void anExportedNetworkLoadsWithPublishedArtifactsAndOurLayersAlone(@TempDir Path folder) throws Exception {
        Path json = Files.writeString(
                folder.resolve("B0.json"), Dl4jConfiguration.json(NANO, new Regularization(0.2, 0.2, 0.1)));
        Path program = Files.writeString(
                folder.resolve("Load.java"), PROGRAM.formatted(NANO.resolution(), NANO.inputChannels()));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath(),
                        program.toString(),
                        json.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("[1," + NANO.classes() + "]", "layers alone");
    }

    private static String classPath() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "app"))) {
            return jars.filter(jar -> {
                        String name = jar.getFileName().toString();
                        return !name.startsWith("phiscale-") || name.startsWith("phiscale-layers-dl4j");
                    })
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
