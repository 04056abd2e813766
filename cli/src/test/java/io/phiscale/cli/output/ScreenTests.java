package io.phiscale.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTests {
    @Test
    void takesRowsAndColumnsFromTheLauncher() {
        assertThat(Screen.parse("50 132")).isEqualTo(new Screen(50, 132));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "24", "24 80 1", "-1 80", "99999999999 80", "rows columns"})
    void anythingElseStandsForTheUsualSize(String size) {
        assertThat(Screen.parse(size)).isEqualTo(Screen.USUAL);
    }
}
