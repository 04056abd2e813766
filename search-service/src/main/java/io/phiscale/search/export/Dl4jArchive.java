package io.phiscale.search.export;

import io.phiscale.export.dl4j.Dl4jConfiguration;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.search.selection.LadderView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ladder as a ZIP archive: a Deeplearning4j configuration for each model, and how to load them. */
final class Dl4jArchive {
    /** The first time that ZIP can tell: equal ladders give equal archives. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String README =
            """
            Networks for Deeplearning4j, exported by Phiscale.

            Each JSON file is a ComputationGraphConfiguration of Deeplearning4j 1.0.0-M2.1. To load one:

                ComputationGraph network = new ComputationGraph(
                        ComputationGraphConfiguration.fromJson(Files.readString(Path.of("%s.json"))));
                network.init();

            On the class path, with these Maven coordinates:

                org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1
                org.nd4j:nd4j-native-platform:1.0.0-M2.1            or a CUDA backend of the same version
                io.phiscale:phiscale-layers-dl4j                    of the Phiscale that wrote this; it builds as
                                                                    trainer-worker/layers-dl4j

            Images are float32 [batch, resolution, resolution, channels], channels last; the output is
            [batch, classes], after softmax. Weights begin at random, from seed %d in the JSON. Dropout and
            stochastic depth are those of the search's recipe. The updater is Deeplearning4j's default, Sgd(0.001):
            set your recipe's own before you train.

            """;

    private Dl4jArchive() {}

    static byte[] of(LadderView ladder, Regularization regularization) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "README.txt", readme(ladder));
            for (LadderView.Model model : ladder.models()) {
                add(zip, model.name() + ".json", Dl4jConfiguration.json(model.architecture(), regularization));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static String readme(LadderView ladder) {
        StringBuilder text =
                new StringBuilder(README.formatted(ladder.models().get(0).name(), Dl4jConfiguration.SEED));
        text.append("model    phi  resolution      parameters       multiply-adds\n");
        for (LadderView.Model model : ladder.models()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-6s %5.3g %11d %,15d %,19d%n",
                    model.name(),
                    model.phi(),
                    model.resolution(),
                    model.cost().parameters(),
                    model.cost().multiplyAdds()));
        }
        return text.toString();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
