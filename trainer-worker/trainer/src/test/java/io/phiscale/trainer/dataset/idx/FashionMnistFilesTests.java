package io.phiscale.trainer.dataset.idx;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.Split;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The real files of Debian's package {@code dataset-fashion-mnist}, which {@code ./verify} installs. */
@EnabledIf("installed")
class FashionMnistFilesTests {
    private static final IdxFiles FILES = new IdxFiles(Path.of("/usr/share/datasets/fashion-mnist"));

    static boolean installed() {
        return FILES.missing().isEmpty();
    }

    @Test
    void theRealFilesAreWhatIsDeclared() {
        DataSet data = FILES.read(BuiltInDataSets.FASHION_MNIST);

        assertThat(data.facts()).isEqualTo(BuiltInDataSets.FASHION_MNIST);
        assertThat(data.test().size()).isEqualTo(10_000);
        assertThat(perClass(data.training())).containsOnly(6_000);
        assertThat(perClass(data.test())).containsOnly(1_000);
        // The first training image is an ankle boot, and 76 247 is the sum of its pixels.
        assertThat(data.training().label(0)).isEqualTo(9);
        assertThat(sum(data.training().at(28).read(0))).isEqualTo(76_247);
    }

    private static int[] perClass(Split split) {
        int[] counts = new int[10];
        IntStream.range(0, split.size()).forEach(i -> counts[split.label(i)]++);
        return counts;
    }

    private static int sum(byte[] pixels) {
        return IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xff).sum();
    }
}
