package io.phiscale.search.export;

import io.phiscale.export.dl4j.Dl4jConfiguration;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.LadderView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The ladder as Deeplearning4j configurations: a ZIP archive with one for each model, and how to load them. */
@Component
class Dl4jExport implements Export {
    private static final String READ_ME =
            """
            Each file is a Deeplearning4j ComputationGraphConfiguration. It takes images as
            [batch, height, width, channels] and gives class probabilities. To load one:

                String json = Files.readString(Path.of("B1.json"));
                ComputationGraph network = new ComputationGraph(ComputationGraphConfiguration.fromJson(json));
                network.init();

            That needs org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1, a backend such as
            org.nd4j:nd4j-native-platform:1.0.0-M2.1, and io.phiscale:phiscale-layers-dl4j on the class path.
            Dropout and stochastic depth are those of the search's recipe. The updater is a placeholder:
            set your own before training.
            """;

    private static final LocalDateTime EPOCH_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Searches searches;
    private final Answers answers;

    Dl4jExport(Searches searches, Answers answers) {
        this.searches = searches;
        this.answers = answers;
    }

    @Override
    public String format() {
        return "dl4j";
    }

    @Override
    public MediaType mediaType() {
        return MediaType.parseMediaType("application/zip");
    }

    @Override
    public String extension() {
        return "zip";
    }

    @Override
    public Document open(long search) {
        List<LadderView.Model> models = answers.ladder(search).models();
        Regularization regularization = searches.plan(search).recipe().regularization();
        return out -> write(models, regularization, out);
    }

    private static void write(List<LadderView.Model> models, Regularization regularization, OutputStream out)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        entry(zip, "README.txt", READ_ME + inputs(models));
        for (LadderView.Model model : models) {
            entry(zip, model.name() + ".json", Dl4jConfiguration.json(model.architecture(), regularization));
        }
        zip.finish();
    }

    /** Configurations do not hold the resolution: the same network takes images of any size. */
    private static String inputs(List<LadderView.Model> models) {
        StringBuilder text =
                new StringBuilder("\nResolution and channels of the images that each model is meant for:\n");
        for (LadderView.Model model : models) {
            text.append("    %s  %d x %d x %d%n"
                    .formatted(
                            model.name(),
                            model.resolution(),
                            model.resolution(),
                            model.architecture().inputChannels()));
        }
        return text.toString();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same search gives the same bytes whenever it is exported.
        entry.setTimeLocal(EPOCH_OF_ZIP);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
