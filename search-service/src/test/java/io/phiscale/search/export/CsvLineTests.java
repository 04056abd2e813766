package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLineTests {

    @Test
    void textIsQuotedWhereItMustBe() {
        assertThat(CsvLine.of(List.of("plain", "a,b", "say \"no\"", "two\nlines")))
                .isEqualTo("plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    @Test
    void textThatLooksLikeAFormulaIsMadeHarmless() {
        assertThat(CsvLine.of(List.of("=1+1", "@sum", "-2", "+3", "\tx"))).isEqualTo("'=1+1,'@sum,'-2,'+3,'\tx\r\n");
    }

    @Test
    void numbersStayNumbersAndWhatIsUnknownIsEmpty() {
        assertThat(CsvLine.of(Arrays.asList(-2, 0.5, Double.NaN, null))).isEqualTo("-2,0.5,,\r\n");
    }
}
