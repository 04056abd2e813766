package io.phiscale.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.fake.ArrayTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFileTests {
    private static final float[] ODD = {1.5f, -0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadToTheLastBit() throws IOException {
        float[] long100000 = new float[100_000];
        for (int i = 0; i < long100000.length; i++) {
            long100000[i] = i / 3f;
        }
        Path file = write(
                Map.of("said", "äöü \"quoted\""),
                new ArrayTensor("odd", ODD),
                new ArrayTensor("long", long100000),
                new ArrayTensor("empty", new float[0]));

        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThat(reader.metadata()).containsExactly(Map.entry("said", "äöü \"quoted\""));
            assertThat(reader.names()).containsExactlyInAnyOrder("odd", "long", "empty");
            assertThat(reader.floats("odd", List.of(5L))).isEqualTo(ODD);
            assertThat(reader.floats("long", List.of(100_000L))).isEqualTo(long100000);
            assertThat(reader.floats("empty", List.of(0L))).isEmpty();
        }
    }

    /** As the specification of the format has it, so that other programs read it. */
    @Test
    void theFileIsLengthHeaderAndNumbersInLittleEndianOrder() throws IOException {
        Path file = write(Map.of("format", "x"), new ArrayTensor("one", new float[] {1}));

        String header = "{'__metadata__':{'format':'x'},'one':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}"
                .replace('\'', '"');
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.toIntExact(buffer.getLong());
        assertThat(length % 8).isZero();
        assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8))
                .isEqualTo(header + " ".repeat(length - header.length()));
        assertThat(bytes).hasSize(8 + length + 4).endsWith(0, 0, 0x80, 0x3f);
    }

    @Test
    void theOtherNumberTypesAreSkipped() throws IOException {
        Path file = file(
                "{'i':{'dtype':'I64','shape':[1],'data_offsets':[0,8]},"
                        + "'d':{'dtype':'F64','shape':[],'data_offsets':[8,16]},"
                        + "'f':{'dtype':'F32','shape':[1],'data_offsets':[16,20]}}",
                20);

        try (TensorFileReader reader = TensorFileReader.open(file)) {
            assertThat(reader.floats("f", List.of(1L))).containsExactly(0);
            assertRefused(() -> reader.floats("d", List.of()), "no tensor 'd' of single-precision");
            assertRefused(() -> reader.floats("f", List.of(1L, 1L)), "no tensor 'f'");
            assertRefused(() -> reader.floats("g", List.of(1L)), "no tensor 'g'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                                              | no JSON",
                "{} {}                                                                          | no JSON",
                "[]                                                                             | no JSON object",
                "{'__metadata__':{'a':1}}                                                       | metadata",
                "{'a':{}}                                                                       | no type",
                "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}}                         | no type",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}                                     | no shape",
                "{'a':{'dtype':'F32','shape':[1]}}                                              | no shape or place",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}                           | beginning and end",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}                        | whole numbers",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}                       | whole numbers",
                "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}                       | whole numbers",
                "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}}      | whole numbers",
                "{'a':{'dtype':'F32','shape':[9999999999,9999999999],'data_offsets':[0,4]}}     | can be counted",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}                         | another length",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}                         | another length",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}                         | gap",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}                         | holds 4 bytes",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}                         | holds 4 bytes",
                "{'a':{'dtype':'F32','shape':[536870912],'data_offsets':[0,2147483648]}}        | holds 4 bytes",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}                | overlaps",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
                        + "'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}                | no JSON",
            })
    void aHeaderThatCannotBeTrueIsRefused(String header, String complaint) throws IOException {
        Path file = file(header, 4);

        assertRefused(() -> TensorFileReader.open(file), complaint);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 17, 1L << 40})
    void aHeaderLongerThanTheFileIsRefusedBeforeAnyMemoryIsTakenForIt(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(folder.resolve("file"), bytes.array());

        assertRefused(() -> TensorFileReader.open(file), "no tensor file");
    }

    @Test
    void aFileThatWasCutShortAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(write(Map.of("a", "b"), new ArrayTensor("odd", ODD)));
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("short"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(TensorFileException.class).isThrownBy(() -> TensorFileReader.open(file));
        }
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertRefused(() -> TensorFileReader.open(folder), "is no file");
        assertRefused(() -> TensorFileReader.open(folder.resolve("missing")), "is no file");
    }

    private static void assertRefused(ThrowingCallable call, String complaint) {
        assertThatExceptionOfType(TensorFileException.class).isThrownBy(call).withMessageContaining(complaint);
    }

    private Path write(Map<String, String> metadata, StateTensor... tensors) throws IOException {
        Path file = folder.resolve("tensors");
        try (OutputStream output = Files.newOutputStream(file)) {
            TensorFileWriter.write(output, metadata, List.of(tensors));
        }
        return file;
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("made"), bytes.putLong(json.length).put(json).array());
    }
}
