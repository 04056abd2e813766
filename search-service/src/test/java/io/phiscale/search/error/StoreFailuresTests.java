package io.phiscale.search.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.phiscale.artifact.ArtifactStoreException;
import io.phiscale.artifact.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StoreFailuresTests {
    @TempDir
    private Path directory;

    @Test
    void whatNobodyForesawIsLoggedWithItsCause(CapturedOutput log) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        warn(catchThrowableOfType(ArtifactStoreException.class, () -> new DirectoryStore(file)));

        assertThat(log)
                .contains("it did not work: cannot keep artifacts in the directory " + file)
                .contains("Caused by: java.nio.file.FileSystemException");
    }

    @Test
    void whatIsKnownIsOneLine(CapturedOutput log) {
        DirectoryStore store = new DirectoryStore(directory);

        warn(catchThrowableOfType(ArtifactStoreException.class, () -> store.open("nothing")));

        assertThat(log)
                .contains("it did not work: cannot open nothing: there is no such artifact")
                .doesNotContain("\tat ");
    }

    private static void warn(ArtifactStoreException failure) {
        StoreFailures.warn(LoggerFactory.getLogger(StoreFailuresTests.class), "it did not work", failure);
    }
}
