package io.phiscale.trainer.dataset.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.error.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTests {
    private static final int IMAGE = 3 * 32 * 32;
    /** As the real ones, with fewer images in each file. */
    private static final CifarLayout TEN =
            new CifarLayout("cifar.tar.gz", "batches", 1, List.of("data_batch_1.bin", "data_batch_2.bin"), 3, 2);

    private static final CifarLayout HUNDRED = new CifarLayout("cifar.tar.gz", "binary", 2, List.of("train.bin"), 3, 2);

    @TempDir
    Path folder;

    @Test
    void imagesOfSeveralFilesFollowEachOther() throws IOException {
        writeTen(folder);

        DataSet data = new CifarFiles(folder, TEN).read(BuiltInDataSets.CIFAR_10);

        assertThat(data.training().size()).isEqualTo(6);
        assertThat(data.training().label(4)).isEqualTo(5);
        byte[] image = data.training().at(32).read(4);
        assertThat(Arrays.copyOf(image, 1024)).containsOnly((byte) 50);
        assertThat(Arrays.copyOfRange(image, 1024, 2048)).containsOnly((byte) 51);
        assertThat(Arrays.copyOfRange(image, 2048, 3072)).containsOnly((byte) 52);
        assertThat(data.test().size()).isEqualTo(2);
        assertThat(data.facts().trainingImages()).isEqualTo(6);
    }

    @Test
    void theFolderThatTheArchiveUnpacksIntoIsFound() throws IOException {
        writeTen(Files.createDirectories(folder.resolve("batches")));

        assertThat(new CifarFiles(folder, TEN)
                        .read(BuiltInDataSets.CIFAR_10)
                        .test()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void ofTwoLabelsTheFineOneCounts() throws IOException {
        write(folder.resolve("train.bin"), 2, 71, 72, 73);
        write(folder.resolve("test.bin"), 2, 98, 99);

        DataSet data = new CifarFiles(folder, HUNDRED).read(BuiltInDataSets.CIFAR_100);

        assertThat(data.training().label(2)).isEqualTo(73);
        assertThat(data.test().label(1)).isEqualTo(99);
    }

    @Test
    void aTruncatedFileIsNamedWithWhatIsExpectedAndFound() throws IOException {
        writeTen(folder);
        Path file = folder.resolve("data_batch_2.bin");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 2 * (IMAGE + 1)));

        assertFails(ErrorCode.DATA_UNREADABLE, file.toString(), "expected 9219 bytes", "found 6146");
    }

    @Test
    void theFilesOfTheOtherDataSetAreTold() throws IOException {
        writeTen(folder);
        write(folder.resolve("test_batch.bin"), 2, 1, 2);

        assertFails(ErrorCode.DATA_UNREADABLE, "test_batch.bin", "expected 6146 bytes", "more");
    }

    @Test
    void aLabelBeyondTheClassesIsNamedWithItsImage() throws IOException {
        writeTen(folder);
        write(folder.resolve("test_batch.bin"), 1, 1, 10);

        assertFails(ErrorCode.DATA_UNREADABLE, "test_batch.bin", "0 to 9", "10 at image 1");
    }

    @Test
    void whereThereIsNothingTheMessageSaysWhatToUnpackWhere() {
        assertFails(ErrorCode.DATA_NOT_FOUND, folder.toString(), "cifar.tar.gz", "https://www.cs.toronto.edu");
    }

    @Test
    void aMissingBatchIsNamed() throws IOException {
        writeTen(folder);
        Files.delete(folder.resolve("data_batch_2.bin"));

        assertFails(ErrorCode.DATA_NOT_FOUND, "data_batch_2.bin");
    }

    private void assertFails(ErrorCode code, String... parts) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new CifarFiles(folder, TEN).read(BuiltInDataSets.CIFAR_10))
                .withMessageContainingAll(parts)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(code));
    }

    private static void writeTen(Path folder) throws IOException {
        write(folder.resolve("data_batch_1.bin"), 1, 1, 2, 3);
        write(folder.resolve("data_batch_2.bin"), 1, 4, 5, 6);
        write(folder.resolve("test_batch.bin"), 1, 7, 8);
    }

    /** Each channel of an image holds ten times its label, plus the channel. */
    private static void write(Path path, int labelBytes, int... labels) throws IOException {
        byte[] bytes = new byte[labels.length * (labelBytes + IMAGE)];
        for (int i = 0; i < labels.length; i++) {
            int begin = i * (labelBytes + IMAGE) + labelBytes;
            bytes[begin - 1] = (byte) labels[i];
            for (int channel = 0; channel < 3; channel++) {
                Arrays.fill(
                        bytes, begin + channel * 1024, begin + (channel + 1) * 1024, (byte) (10 * labels[i] + channel));
            }
        }
        Files.write(path, bytes);
    }
}
