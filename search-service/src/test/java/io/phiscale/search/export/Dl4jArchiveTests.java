package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.export.dl4j.Dl4jConfiguration;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.search.selection.LadderView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class Dl4jArchiveTests {
    private static final Regularization REGULARIZATION = new Regularization(0.2, 0.1, 0);
    private static final LadderView LADDER =
            Objects.requireNonNull(ExampleSearch.done().ladder());

    @Test
    void everyModelIsAConfigurationOfItsOwnAndTheReadmeSaysHowToLoadThem() throws IOException {
        Map<String, String> files = files(Dl4jArchive.of(LADDER, REGULARIZATION));

        assertThat(files.keySet()).containsExactly("README.txt", "B1.json", "B1.5.json");
        for (LadderView.Model model : LADDER.models()) {
            assertThat(files.get(model.name() + ".json"))
                    .isEqualTo(Dl4jConfiguration.json(model.architecture(), REGULARIZATION));
        }
        assertThat(files.get("README.txt"))
                .contains("org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1", "phiscale-layers-dl4j", "\"B1.json\"")
                .contains("B1.5 ");
    }

    @Test
    void equalLaddersGiveEqualArchives() {
        assertThat(Dl4jArchive.of(LADDER, REGULARIZATION)).isEqualTo(Dl4jArchive.of(LADDER, REGULARIZATION));
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
