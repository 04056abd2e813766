package io.phiscale.trainer.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTests {
    private static final DecodingMemory PLENTY = new DecodingMemory(256 << 20);

    @TempDir
    Path folder;

    @Test
    void aDecoderThatRunsOutOfMemoryHasMetNoCorruptImage() throws IOException {
        Path file = Files.write(folder.resolve("good.png"), ExhaustedDecoder.MAGIC);
        ExhaustedDecoder decoder = new ExhaustedDecoder();
        IIORegistry.getDefaultInstance().registerServiceProvider(decoder);
        try {
            assertFails(file, PLENTY, ErrorCode.OUT_OF_MEMORY, file.toString(), "larger heap");
        } finally {
            IIORegistry.getDefaultInstance().deregisterServiceProvider(decoder);
        }
    }

    @Test
    void anImageThatNeedsMoreMemoryThanThereIsForDecodingIsNoCorruptImageEither() throws IOException {
        Path file = write(new BufferedImage(600, 500, BufferedImage.TYPE_BYTE_GRAY));

        assertFails(file, new DecodingMemory(1 << 20), ErrorCode.OUT_OF_MEMORY, "600 × 500", "2 MiB", "only 1 MiB");
    }

    @Test
    void memoryIsGivenBackWhateverComesOfTheImage() throws IOException {
        Path good = write(new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY));
        Path truncated = folder.resolve("truncated.png");
        byte[] bytes = Files.readAllBytes(good);
        Files.write(truncated, Arrays.copyOf(bytes, bytes.length / 2));
        DecodingMemory enoughForOne = new DecodingMemory(new CentreSquare(50, 50, 8).bytes() + 1024);

        assertFails(truncated, enoughForOne, ErrorCode.DATA_UNREADABLE, "damaged");
        assertThat(new ImageFile(good, enoughForOne).read(1, 8)).hasSize(64);
        assertThat(new ImageFile(good, enoughForOne).read(1, 8)).hasSize(64);
    }

    @Test
    void aFileThatClaimsTooManyPixelsIsRefusedWithTheLimits() throws IOException {
        assertFails(png(20_000, 5_001), PLENTY, ErrorCode.DATA_UNREADABLE, "20000 × 5001", "100000000");
        assertFails(png(90_000_000, 1), PLENTY, ErrorCode.DATA_UNREADABLE, "90000000 × 1", "65535 in a row");
    }

    @Test
    void aLargeImageIsReadInPartsThatLieWhereTheyShould() throws IOException {
        // White on the right of the square in the middle, and outside it on the left.
        BufferedImage image = new BufferedImage(4_400, 4_200, BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[4_400];
        for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (x < 100 || x >= 2_200 ? 200 : 0);
        }
        for (int y = 0; y < 4_200; y++) {
            image.getRaster().setDataElements(0, y, 4_400, 1, row);
        }

        byte[] pixels = new ImageFile(write(image), PLENTY).read(1, 8);

        assertThat(new CentreSquare(4_400, 4_200, 8).step()).isEqualTo(3);
        for (int y = 0; y < 8; y++) {
            assertThat(Arrays.copyOfRange(pixels, y * 8, y * 8 + 3)).containsOnly(0);
            assertThat(Arrays.copyOfRange(pixels, y * 8 + 5, y * 8 + 8)).containsOnly((byte) 200);
        }
    }

    private static void assertFails(Path file, DecodingMemory memory, ErrorCode code, String... parts) {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> new ImageFile(file, memory).read(1, 8))
                .withMessageContainingAll(parts)
                .satisfies(exception -> assertThat(exception.code()).isEqualTo(code));
    }

    private Path write(BufferedImage image) throws IOException {
        Path file = folder.resolve("image.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Nothing but a header, which is all that is needed to fill a careless reader's memory: 16-bit RGBA. */
    private Path png(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {16, 6, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(header.toByteArray());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.writeInt(13);
        file.write(header.toByteArray());
        file.writeInt((int) checksum.getValue());
        file.writeInt(0);
        file.write("IDAT".getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("header.png"), bytes.toByteArray());
    }
}
