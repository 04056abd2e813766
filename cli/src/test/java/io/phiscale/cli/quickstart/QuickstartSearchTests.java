package io.phiscale.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SpecificationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuickstartSearchTests {
    @ParameterizedTest
    @MethodSource("dataSets")
    void suitsEveryBuiltInDataSet(DataSetFacts facts) {
        SearchPlan plan = SpecificationReader.readSearch(on(facts.name())).plan(facts);

        assertThat(plan.candidates().candidates()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void itsImagesAreNeverLargerThanFashionMnistsOwn() {
        SearchPlan plan = SpecificationReader.readSearch(on("fashion-mnist")).plan(BuiltInDataSets.FASHION_MNIST);

        assertThat(plan.candidates().candidates())
                .allSatisfy(candidate ->
                        assertThat(candidate.architecture().resolution()).isLessThanOrEqualTo(28));
    }

    @Test
    void anUnknownDataSetNamesTheKnownOnes() {
        assertThatThrownBy(() -> on("imagenet")).hasMessageContaining("fashion-mnist");
    }

    private static String on(String dataSet) {
        return QuickstartSearch.on(dataSet, Engines.LIBTORCH, DeviceKind.CPU);
    }

    static Iterable<DataSetFacts> dataSets() {
        return BuiltInDataSets.ALL;
    }
}
