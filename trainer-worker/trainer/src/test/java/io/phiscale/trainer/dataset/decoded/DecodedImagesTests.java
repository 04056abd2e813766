package io.phiscale.trainer.dataset.decoded;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.trainer.dataset.ImageReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTests {
    private static final int IMAGES = 5;
    private static final int BYTES = 12;

    @TempDir
    Path temporary;

    private final List<Integer> decoded = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void belowAFolderThatIsThere() {
        folder = temporary.resolve("decoded");
    }

    @Test
    void anImageIsDecodedOnce() {
        ImageReader images = images("one");

        assertThat(images.read(3)).isEqualTo(image(3));
        assertThat(images.read(3)).isEqualTo(image(3));
        assertThat(images.read(0)).isEqualTo(image(0));

        assertThat(decoded).containsExactly(3, 0);
    }

    @Test
    void whatWasDecodedBeforeIsReadByWhoeverComesLater() {
        images("one").read(4);

        assertThat(images("one").read(4)).isEqualTo(image(4));

        assertThat(decoded).containsExactly(4);
    }

    @Test
    void otherImagesHaveAFileOfTheirOwn() {
        images("one").read(4);
        images("two").read(4);

        assertThat(decoded).containsExactly(4, 4);
    }

    @Test
    void aDamagedImageIsDecodedAgain() throws IOException {
        images("one").read(1);
        int lastByte = 2 * (Integer.BYTES + BYTES) - 1;
        try (RandomAccessFile file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
            file.seek(lastByte);
            file.write(99);
        }

        assertThat(images("one").read(1)).isEqualTo(image(1));
        assertThat(images("one").read(1)).isEqualTo(image(1));

        assertThat(decoded).containsExactly(1, 1);
    }

    @Test
    void blackImagesAreKeptAsWell() {
        ImageReader black = new DecodedImages(folder).keep("black", 1, BYTES, index -> {
            decoded.add(index);
            return new byte[BYTES];
        });

        black.read(0);
        black.read(0);

        assertThat(decoded).hasSize(1);
    }

    @Test
    void whereNothingCanBeKeptImagesAreDecodedEachTime() throws IOException {
        Files.writeString(folder, "a file where the folder should be");

        ImageReader images = images("one");

        assertThat(images.read(2)).isEqualTo(image(2));
        assertThat(images.read(2)).isEqualTo(image(2));
        assertThat(decoded).containsExactly(2, 2);
    }

    @Test
    void filesThatNobodyOpensAreDeletedInTheEnd() throws IOException {
        images("old").read(1);
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(15)));
        Files.setLastModifiedTime(onlyFile(), longAgo);

        images("new").read(1);

        assertThat(onlyFile()).hasFileName("new.images");
    }

    @Test
    void moreThanOneMappingIsFound() throws IOException {
        int large = 1 << 20;
        RecordFile file = RecordFile.open(temporary.resolve("large"), 2_100, large);
        byte[] bytes = new byte[large];
        Arrays.fill(bytes, (byte) 7);

        file.write(2_099, bytes);

        assertThat(file.read(2_099)).hasValueSatisfying(read -> assertThat(read).containsOnly(7));
        assertThat(file.read(1_050)).isEmpty();
        assertThat(file.read(0)).isEmpty();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return assertThat(files.toList()).hasSize(1).actual().get(0);
        }
    }

    private ImageReader images(String identity) {
        return new DecodedImages(folder).keep(identity, IMAGES, BYTES, index -> {
            decoded.add(index);
            return image(index);
        });
    }

    private static byte[] image(int index) {
        byte[] pixels = new byte[BYTES];
        Arrays.fill(pixels, (byte) (index + 1));
        return pixels;
    }
}
