package io.phiscale.trainer.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.image.AntialiasedResizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTests {
    private static final DataSetFacts PETS = new DataSetFacts("pets", 2, 3, 0, 100);

    @TempDir
    Path folder;

    @TempDir
    Path kept;

    @Test
    void classesAreNumberedByName() throws IOException {
        write("train/dogs/a.png", 200);
        write("train/cats/b.png", 100);
        write("train/cats/a.jpg", 50);
        write("test/dogs/c.png", 20);

        DataSet data = read();

        Split training = data.training();
        assertThat(IntStream.range(0, 3).map(training::label)).containsExactly(0, 0, 1);
        assertThat(training.at(8).read(2)).hasSize(3 * 64).containsOnly((byte) 200);
        assertThat(data.test().label(0)).isEqualTo(1);
        assertThat(data.facts().trainingImages()).isEqualTo(3);
        assertThat(data.validation()).isEmpty();
    }

    @Test
    void aValidationFolderOfItsOwnIsUsed() throws IOException {
        for (String split : List.of("train", "validation", "test")) {
            write(split + "/cats/a.png", 1);
            write(split + "/dogs/a.png", 2);
        }

        assertThat(read().validation())
                .hasValueSatisfying(split -> assertThat(split.size()).isEqualTo(2));
    }

    @Test
    void withoutATestFolderTheValidationFolderIsForTesting() throws IOException {
        for (String split : List.of("train", "val")) {
            write(split + "/cats/a.png", 1);
            write(split + "/dogs/a.png", 2);
        }

        assertThat(read().validation()).isEmpty();
        assertThat(read().test().size()).isEqualTo(2);
    }

    @Test
    void withoutSubFoldersEveryFifthImageIsForTestingAlwaysTheSame() throws IOException {
        for (int i = 0; i < 10; i++) {
            write("cats/%d.png".formatted(i), i);
            write("dogs/%d.png".formatted(i), 100 + i);
        }

        DataSet data = read();

        assertThat(data.training().size()).isEqualTo(16);
        assertThat(data.test().size()).isEqualTo(4);
        assertThat(firstPixels(data.test())).isEqualTo(firstPixels(read().test()));
        int[] all = IntStream.concat(
                        Arrays.stream(firstPixels(data.training())), Arrays.stream(firstPixels(data.test())))
                .sorted()
                .toArray();
        assertThat(all)
                .containsExactly(
                        IntStream.range(0, 20).map(i -> i < 10 ? i : 90 + i).toArray());
    }

    @Test
    void otherFilesAreNotSeen() throws IOException {
        write("train/cats/a.png", 1);
        write("train/dogs/a.png", 1);
        write("test/dogs/a.png", 1);
        Files.writeString(folder.resolve("train/cats/notes.txt"), "about cats");
        Files.writeString(folder.resolve("train/.index"), "hidden");
        Files.createDirectories(folder.resolve("train/.cache"));

        assertThat(read().training().size()).isEqualTo(2);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new ImageFolder(folder.resolve("none"), new DecodedImages(kept)).read(PETS))
                .withMessageContainingAll("pets", folder.resolve("none").toString())
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_NOT_FOUND));
    }

    @Test
    void asManyClassesAsConfiguredAreExpected() throws IOException {
        write("train/cats/a.png", 1);
        write("train/dogs/a.png", 1);
        write("train/cows/a.png", 1);
        write("test/cats/a.png", 1);

        assertUnreadable("expected 2 classes", "found 3 folders");
    }

    @Test
    void aClassThatOnlyTheTestKnowsIsNamed() throws IOException {
        write("train/cats/a.png", 1);
        write("train/dogs/a.png", 1);
        write("test/cows/a.png", 1);

        assertUnreadable(folder.resolve("test").toString(), "cows");
    }

    @Test
    void foldersWithoutImagesAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("train/cats"));
        Files.createDirectories(folder.resolve("train/dogs"));

        assertUnreadable(folder.resolve("train").toString(), "png", "found none");
    }

    @Test
    void aCorruptImageIsNamedWhenItIsRead() throws IOException {
        write("train/cats/a.png", 1);
        write("train/dogs/a.png", 1);
        write("test/cats/a.png", 1);
        Path corrupt = folder.resolve("train/cats/a.png");
        byte[] whole = Files.readAllBytes(corrupt);
        for (byte[] content : List.of(Arrays.copyOf(whole, whole.length / 2), new byte[0], new byte[] {1, 2, 3})) {
            Files.write(corrupt, content);

            assertThatExceptionOfType(TrainingException.class)
                    .isThrownBy(() -> read().training().at(8).read(0))
                    .withMessageContaining(corrupt.toString())
                    .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_UNREADABLE));
        }
    }

    @Test
    void theHashKnowsItsLimits() throws IOException {
        write("train/cats/a.png", 1);
        write("train/dogs/a.png", 1);
        write("test/cats/a.png", 1);
        String before = read().contentHash();

        write("test/cats/b.png", 1);

        assertThat(before).startsWith("listing-sha256:");
        assertThat(read().contentHash()).isNotEqualTo(before);
    }

    @Test
    void imagesAreDecodedOnceForAllResolutionsUpToTheLargest() throws IOException {
        write("train/cats/a.png", 10);
        write("train/dogs/a.png", 200);
        write("test/cats/a.png", 1);
        int largest = 12;

        DataSet decoded = read().decodedAt(largest);

        byte[] original = read().training().at(largest).read(1);
        assertThat(decoded.training().at(largest).read(1)).isEqualTo(original);
        assertThat(decoded.training().at(8).read(1)).isEqualTo(new AntialiasedResizer(largest, 8).resize(original, 3));
        assertThat(decoded.contentHash()).isEqualTo(read().contentHash());
        assertThat(decoded.training().label(1)).isEqualTo(1);
        assertThat(kept).isNotEmptyDirectory();
    }

    @Test
    void aFileThatIsReplacedIsDecodedAgain() throws IOException {
        write("train/cats/a.png", 10);
        write("train/dogs/a.png", 200);
        write("test/cats/a.png", 1);
        read().decodedAt(8).training().at(8).read(0);
        FileTime later = FileTime.from(Instant.now().plusSeconds(10));

        write("train/cats/a.png", 20);
        Files.setLastModifiedTime(folder.resolve("train/cats/a.png"), later);

        assertThat(read().decodedAt(8).training().at(8).read(0)).containsOnly((byte) 20);
    }

    private DataSet read() {
        return new ImageFolder(folder, new DecodedImages(kept)).read(PETS);
    }

    private void assertUnreadable(String... parts) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(this::read)
                .withMessageContainingAll(parts)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(ErrorCode.DATA_UNREADABLE));
    }

    private void write(String path, int grey) throws IOException {
        BufferedImage image = new BufferedImage(12, 9, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 12 * 9; i++) {
            image.setRGB(i % 12, i / 12, grey << 16 | grey << 8 | grey);
        }
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, path.substring(path.lastIndexOf('.') + 1), file.toFile());
    }

    private static int[] firstPixels(Split split) {
        return IntStream.range(0, split.size())
                .map(i -> split.at(8).read(i)[0] & 0xff)
                .toArray();
    }
}
