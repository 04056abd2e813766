package io.phiscale.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTests {

    @Test
    void cellsAreSeparatedByCommasAndLinesEndAsRfc4180Says() {
        assertThat(CsvLine.of(Arrays.asList(1, null, 0.25, "DONE"))).isEqualTo("1,,0.25,DONE\r\n");
    }

    @Test
    void cellsWithCommasQuotesOrLineBreaksAreQuoted() {
        assertThat(CsvLine.of(List.of("a,b", "say \"no\"", "two\nlines", "two\r\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"two\r\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "-", "=", "-1d", "--1", "\t=1", "\t1"})
    void textThatASpreadsheetWouldRunIsDefused(String text) {
        assertThat(CsvLine.of(List.of(text))).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void aCarriageReturnInFrontOfAFormulaIsDefusedAndQuoted() {
        assertThat(CsvLine.of(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "-0.25", "-1.0E-4", "12", "NaN", "a=b"})
    void numbersAndHarmlessTextStayAsTheyAre(String text) {
        assertThat(CsvLine.of(List.of(text))).isEqualTo(text + "\r\n");
    }
}
