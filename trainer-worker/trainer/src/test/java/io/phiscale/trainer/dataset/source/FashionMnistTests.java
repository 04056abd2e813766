package io.phiscale.trainer.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Against the real files of Debian's package. */
@EnabledIf("installed")
class FashionMnistTests {
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");
    private static final Commands NO_COMMANDS = (directory, command) -> {
        throw new IOException("not expected to be run");
    };

    @TempDir
    Path data;

    static boolean installed() {
        return Files.isDirectory(DEBIAN);
    }

    @Test
    void theFilesOfDebiansPackageAreThoseThatWeKnow() {
        assertThatNoException().isThrownBy(() -> {
            for (PublishedFile file : FashionMnist.FILES) {
                file.verify(DEBIAN.resolve(file.name()));
            }
        });
    }

    @Test
    void anInstalledPackageIsUsedWhereItIs() {
        Fetch noNetwork = (address, target, most) -> {
            throw new IOException("not expected to be asked");
        };

        assertThat(FashionMnist.in(data.resolve("fashion-mnist"), DEBIAN, NO_COMMANDS, noNetwork)
                        .folder())
                .isEqualTo(DEBIAN);
    }

    @Test
    void aDownloadOfTheRealFilesIsAccepted() throws IOException {
        Path folder = data.resolve("fashion-mnist");
        Fetch mirror = (address, target, most) ->
                Files.copy(DEBIAN.resolve(Path.of(address.getPath()).getFileName()), target);

        assertThat(FashionMnist.in(folder, data.resolve("none"), NO_COMMANDS, mirror)
                        .folder())
                .isEqualTo(folder);
        assertThat(folder.resolve("train-images-idx3-ubyte.gz"))
                .hasSameBinaryContentAs(DEBIAN.resolve("train-images-idx3-ubyte.gz"));
    }
}
