package io.phiscale.protocol.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTests {

    @Test
    void eachIsKeptOnce() {
        assertThat(Labels.check("labels", List.of("a100", "H200.sxm_5-x", "a100")))
                .containsExactly("a100", "H200.sxm_5-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "ä", "a,b", "a/b", "a\n"})
    void whatIsNoLabelIsNamed(String label) {
        assertThatThrownBy(() -> Labels.check("--label", List.of("a100", label)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("--label is " + label);
    }

    @Test
    void aLabelIsNoLongerThanAHundredCharacters() {
        assertThat(Labels.check("labels", List.of("a".repeat(100)))).hasSize(1);
        assertThatThrownBy(() -> Labels.check("labels", List.of("a".repeat(101))))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void moreThanTwentyAreTooMany() {
        assertThatThrownBy(() -> Labels.check("labels", Collections.nCopies(21, "a")))
                .hasMessageContaining("labels is 21 labels; allowed: at most 20");
    }
}
