package io.phiscale.trainer.dataset.decoded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedImagesIT {
    @TempDir
    Path temporary;

    @Test
    void ofTwoTrainersAtTheSameTimeOneDecodesAnImageAndTheOtherReadsIt() throws Exception {
        Path log = temporary.resolve("decoded.txt");

        List<Process> trainers = List.of(start(log), start(log));

        for (Process trainer : trainers) {
            assertThat(trainer.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(trainer.exitValue()).isZero();
        }
        List<String> decoded = Files.readAllLines(log);
        assertThat(decoded.stream().distinct()).hasSize(DecodingProgram.IMAGES);
        // The kernel takes two processes with several threads each for a deadlock now and then: those decode twice.
        assertThat(decoded).hasSizeLessThan(DecodingProgram.IMAGES * 3 / 2);
    }

    private Process start(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodingProgram.class.getName(),
                        temporary.resolve("images").toString(),
                        log.toString())
                .inheritIO()
                .start();
    }
}
