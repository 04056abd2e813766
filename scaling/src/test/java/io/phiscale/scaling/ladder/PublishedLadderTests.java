package io.phiscale.scaling.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One test from each row of the golden file. */
class PublishedLadderTests {
    private static final Scaler SCALER = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);
    /** Relative, in percent. */
    private static final double TOLERANCE = 0.1;

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/efficientnet.csv", numLinesToSkip = 1)
    void costsWhatItIsKnownToCost(ArgumentsAccessor row) {
        LadderModel model = Ladder.published(SCALER).stream()
                .filter(each -> each.name().equals(row.getString(0)))
                .findFirst()
                .orElseThrow();
        Architecture architecture = model.architecture();

        assertThat(model.factors().width()).isEqualTo(row.getDouble(1));
        assertThat(model.factors().depth()).isEqualTo(row.getDouble(2));
        assertThat(architecture.resolution()).isEqualTo(row.getInteger(3));
        assertThat(architecture.blocks()).hasSize(row.getInteger(4));
        assertThat(architecture.stages()).extracting(Stage::channels).isEqualTo(numbers(row.getString(5)));
        assertThat(architecture.stages()).extracting(Stage::layers).isEqualTo(numbers(row.getString(6)));
        assertThat(architecture.headChannels()).isEqualTo(row.getInteger(7));
        assertThat(model.cost().parameters()).isEqualTo(row.getLong(8));
        assertThat((double) model.cost().multiplyAdds()).isCloseTo(row.getDouble(9), withinPercentage(TOLERANCE));
        assertThat((double) model.cost().activations()).isCloseTo(row.getDouble(10), withinPercentage(TOLERANCE));
        assertThat(model.dropout()).isEqualTo(row.getDouble(11));
    }

    @Test
    void theGoldenFileHoldsAllEightModels() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/test/resources/efficientnet.csv")))
                .filteredOn(line -> line.matches("B\\d,.*"))
                .extracting(line -> line.substring(0, 2))
                .isEqualTo(
                        Ladder.published(SCALER).stream().map(LadderModel::name).toList())
                .hasSize(8);
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
    }
}
