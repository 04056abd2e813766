package io.phiscale.trainer.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.PublishedContent;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.IdxWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class DataSetCatalogTests {
    private static final String PETS =
            "pets: {folder: pictures, classes: 2, channels: 3, resolution: 0, trainingImages: 2}";
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    @TempDir
    Path folder;

    static boolean fashionMnistIsInstalled() {
        return Files.isDirectory(DEBIAN);
    }

    @Test
    void anUnknownNameGetsTheKnownOnes() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new DataSetCatalog(folder).open("imagenet"))
                .withMessageContainingAll("imagenet", "fashion-mnist", "mnist", "cifar-10", "cifar-100", "shapes");
    }

    @Test
    void aPathIsNoName() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new DataSetCatalog(folder).open("../mnist"));
    }

    @Test
    void everyBuiltInDataSetIsThere() {
        assertThat(new DataSetCatalog(folder).facts()).isEqualTo(BuiltInDataSets.ALL);
    }

    @Test
    void builtInDataSetsLieInFoldersOfTheirNames() throws IOException {
        IdxWriter.writeSet(Files.createDirectories(folder.resolve("mnist")), 20, 10, 28, 10);

        assertThat(new DataSetCatalog(folder).open("mnist").training().size()).isEqualTo(20);
    }

    @Test
    void aDataFolderOfOnesOwnGoesBeforeDebiansPackage() throws IOException {
        IdxWriter.writeSet(Files.createDirectories(folder.resolve("fashion-mnist")), 20, 10, 28, 10);

        assertThat(new DataSetCatalog(folder).open("fashion-mnist").training().size())
                .isEqualTo(20);
    }

    @Test
    void anotherDataSetOfTheSameSizeDoesNotPassForFashionMnist() throws IOException {
        Path place = Files.createDirectories(folder.resolve("fashion-mnist"));
        IdxWriter.writeSet(place, 60_000, 10, 28, 10);

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new DataSetCatalog(folder).open("fashion-mnist"))
                .withMessageContainingAll(
                        place.toString(),
                        "train-images-idx3-ubyte.gz: expected content with SHA-256 c59f468a",
                        "found",
                        "Put the published files there")
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_UNREADABLE));
    }

    @Test
    @EnabledIf("fashionMnistIsInstalled")
    void fashionMnistDoesNotPassForMnist() throws IOException {
        Path place = Files.createDirectories(folder.resolve("mnist"));
        for (String part : List.of("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")) {
            Files.copy(DEBIAN.resolve(part + "-ubyte.gz"), place.resolve(part + "-ubyte.gz"));
        }

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new DataSetCatalog(folder).open("mnist"))
                .withMessageContainingAll(
                        place.toString(), "expected the files of mnist, found those of fashion-mnist");
    }

    @Test
    @EnabledIf("fashionMnistIsInstalled")
    void thePublishedFashionMnistIsKnown() {
        assertThat(PublishedContent.is(new DataSetCatalog(folder).open("fashion-mnist")))
                .contains(true);
    }

    @Test
    void aMissingDataSetSaysWhereItBelongs() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new DataSetCatalog(folder).open("mnist"))
                .withMessageContaining(folder.resolve("mnist").toString())
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_NOT_FOUND));
    }

    @Test
    void aFolderOfImagesHasTheNameThatTheFileGivesIt() throws IOException {
        for (String place : new String[] {"train/cats", "train/dogs", "test/dogs"}) {
            Path images = Files.createDirectories(folder.resolve("pictures").resolve(place));
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", images.resolve("a.png").toFile());
        }
        Path file = write(PETS);

        DataSetCatalog catalog = new DataSetCatalog(folder, file);

        assertThat(catalog.facts()).contains(new DataSetFacts("pets", 2, 3, 0, 2));
        assertThat(catalog.open("pets").training().size()).isEqualTo(2);
        assertThat(catalog.open("shapes").facts()).isEqualTo(BuiltInDataSets.SHAPES);
    }

    @Test
    void anUnknownKeyIsNamedWithItsLine() throws IOException {
        assertInvalid("pets:\n  folder: pictures\n  clases: 2\n", "datasets.yaml, line 3", "clases", "classes");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        assertInvalid(
                "pets:\n  folder: pictures\n  classes: 2\n  channels: 3\n  resolution: 0\n",
                "datasets.yaml: pets.trainingImages is missing");
        assertInvalid("pets:\n", "pets");
    }

    @Test
    void aValueThatIsNotAllowedIsNamedWithItsDataSet() throws IOException {
        assertInvalid(
                "pets: {folder: pictures, classes: 1, channels: 3, resolution: 0, trainingImages: 2}",
                "pets.classes is 1");
        assertInvalid(
                "pets: {folder: pictures, classes: 2, channels: 4, resolution: 0, trainingImages: 2}",
                "pets.channels is 4");
    }

    @Test
    void whatIsNoWholeNumberIsRefusedInWordsOfOurOwn() throws IOException {
        String rest = "  folder: pictures\n  channels: 3\n  resolution: 0\n  trainingImages: 2\n";
        assertInvalid(
                "pets:\n" + rest + "  classes: 2.7\n",
                "line 6: pets.classes is 2.7; allowed: a whole number of at most");
        assertInvalid("pets:\n" + rest + "  classes: two\n", "line 6: pets.classes is two; allowed: a whole number");
        assertInvalid("pets:\n" + rest + "  classes: [2]\n", "line 6: pets.classes is a list; allowed: a whole number");
        assertInvalid("pets:\n" + rest + "  classes: 5000000000\n", "line 6: pets.classes is 5000000000; allowed");
    }

    @Test
    void whatIsOutOfPlaceIsNamedWithWhatBelongsThere() throws IOException {
        assertInvalid("- a list\n", "line 1: the file is a list; allowed: names of data sets");
        assertInvalid("pets: 5\n", "line 1: pets is 5; allowed: a mapping of [folder, classes");
        assertInvalid("pets:\n  folder: [pictures]\n", "line 2: pets.folder is a list; allowed: a path");
        assertInvalid("pets:\n  classes: 2\n  classes: 2\n", "line 3: pets.classes is there twice; allowed: once");
        assertInvalid(PETS + "\n" + PETS, "line 2: pets is there twice");
    }

    @Test
    void aSecondDocumentIsNotIgnored() throws IOException {
        assertInvalid(PETS + "\n---\n" + PETS.replace("pets", "plants"), "line 3: the file is more than one document");
    }

    @Test
    void whatIsNoYamlIsRefusedWithItsLine() throws IOException {
        assertInvalid("pets: {folder: pictures\n", "line 1 or later: this is no YAML", "expected ',' or '}'");
        assertInvalid("pets:\n\tfolder: pictures\n", "line 1 or later: this is no YAML", "TAB");
        assertInvalid("pets: \"\u0001\"\n", "this is no YAML");
    }

    @Test
    void aBuiltInNameCannotBeTaken() throws IOException {
        assertInvalid("mnist: {folder: x, classes: 2, channels: 3, resolution: 0, trainingImages: 2}", "built-in");
    }

    @Test
    void anEmptyFileNamesNothing() throws IOException {
        assertThat(new DataSetCatalog(folder, write("# nothing yet\n")).facts()).isEqualTo(BuiltInDataSets.ALL);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none.yaml");

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new DataSetCatalog(folder, missing))
                .withMessageContaining(missing.toString());
    }

    private void assertInvalid(String content, String... parts) throws IOException {
        Path file = write(content);

        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new DataSetCatalog(folder, file))
                .withMessageContainingAll(parts)
                .withMessageContaining(file.toString())
                .satisfies(exception -> assertThat(exception.getMessage()).doesNotContain("java.", "jackson"))
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("datasets.yaml"), content);
    }
}
