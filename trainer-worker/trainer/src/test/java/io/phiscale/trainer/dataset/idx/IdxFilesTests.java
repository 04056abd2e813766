package io.phiscale.trainer.dataset.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.IdxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTests {
    private static final DataSetFacts TINY = new DataSetFacts("tiny", 3, 1, 4, 60_000);

    @TempDir
    Path folder;

    @BeforeEach
    void writeSet() throws IOException {
        IdxWriter.writeSet(folder, 7, 5, 4, 3);
    }

    @Test
    void imagesAndLabelsAreReadGzippedOrNot() {
        DataSet data = new IdxFiles(folder).read(TINY);

        assertThat(data.facts()).isEqualTo(new DataSetFacts("tiny", 3, 1, 4, 7));
        assertThat(data.training().size()).isEqualTo(7);
        assertThat(data.test().size()).isEqualTo(5);
        assertThat(data.validation()).isEmpty();
        assertThat(data.training().label(5)).isEqualTo(2);
        assertThat(data.training().at(4).read(5)).hasSize(16).containsOnly((byte) 40);
        assertThat(data.test().at(9).read(1)).hasSize(81).containsOnly((byte) 20);
    }

    @Test
    void theHashChangesWithASinglePixel() throws IOException {
        String before = new IdxFiles(folder).read(TINY).contentHash();
        assertThat(new IdxFiles(folder).read(TINY).contentHash())
                .isEqualTo(before)
                .startsWith("sha256:");

        byte[] pixels = new byte[5 * 16];
        IdxWriter.write(folder.resolve("t10k-images-idx3-ubyte.gz"), pixels, 5, 4, 4);

        assertThat(new IdxFiles(folder).read(TINY).contentHash()).isNotEqualTo(before);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));

        assertThat(new IdxFiles(folder).missing()).containsExactly("train-labels-idx1-ubyte");
        assertFails(ErrorCode.DATA_NOT_FOUND, folder.toString(), "train-labels-idx1-ubyte");
    }

    @Test
    void aTruncatedFileIsNamedWithWhatIsExpectedAndFound() throws IOException {
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 8 + 4));

        assertFails(ErrorCode.DATA_UNREADABLE, labels.toString(), "expected 7 bytes", "found 4", "truncated");
    }

    @Test
    void aTruncatedGzipFileIsNamed() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(bytes, bytes.length - 9));

        assertFails(ErrorCode.DATA_UNREADABLE, images.toString(), "expected a complete gzip file");
    }

    @Test
    void aFileWithSurplusBytesIsRefused() throws IOException {
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 8 + 8));

        assertFails(ErrorCode.DATA_UNREADABLE, labels.toString(), "expected 7 bytes", "found more");
    }

    @Test
    void aForeignFileIsToldByItsFirstBytes() throws IOException {
        Path labels = folder.resolve("t10k-labels-idx1-ubyte");
        Files.writeString(labels, "<html>not found</html>");

        assertFails(ErrorCode.DATA_UNREADABLE, labels.toString(), "0x00000801", "0x3c68746d");
    }

    @Test
    void aPageInAGzipFilesPlaceIsToldFromIt() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte.gz");
        Files.writeString(images, "<html>not found</html>");

        assertFails(ErrorCode.DATA_UNREADABLE, images.toString(), "expected a gzip file");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[0]);

        assertFails(ErrorCode.DATA_UNREADABLE, "t10k-labels-idx1-ubyte", "header");
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws IOException {
        IdxWriter.write(folder.resolve("train-images-idx3-ubyte.gz"), new byte[7 * 25], 7, 5, 5);

        assertFails(ErrorCode.DATA_UNREADABLE, "expected images of 4 × 4 pixels", "found 5 × 5");
    }

    @Test
    void aHeaderThatPromisesMoreThanMemoryHoldsIsNotBelieved() throws IOException {
        IdxWriter.write(folder.resolve("train-images-idx3-ubyte.gz"), new byte[3], Integer.MAX_VALUE, 4, 4);

        assertFails(ErrorCode.DATA_UNREADABLE, "train-images-idx3-ubyte.gz", "2 GiB");
    }

    @Test
    void thereAreAsManyLabelsAsImages() throws IOException {
        IdxWriter.write(folder.resolve("train-labels-idx1-ubyte"), new byte[6], 6);

        assertFails(ErrorCode.DATA_UNREADABLE, "train-labels-idx1-ubyte", "7", "found 6");
    }

    @Test
    void aLabelBeyondTheClassesIsNamedWithItsImage() throws IOException {
        IdxWriter.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {0, 1, 2, 3, 0, 0, 0}, 7);

        assertFails(ErrorCode.DATA_UNREADABLE, "labels from 0 to 2", "3 at image 3");
    }

    private void assertFails(ErrorCode code, String... parts) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new IdxFiles(folder).read(TINY))
                .withMessageContainingAll(parts)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(code));
    }
}
