package io.phiscale.scaling.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTests {
    private static final Scaler B0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);

    @Test
    void whatIsListedIsBuiltWhateverItCosts() {
        Coefficients deep = new Coefficients(3, 1, 1);

        CandidateSet set = new Listed(List.of(deep, Coefficients.PUBLISHED, deep), 2, 1).candidates(B0, 32);

        assertThat(set.candidates()).hasSize(2);
        assertThat(set.candidates().get(0).aliases()).containsExactly(Coefficients.PUBLISHED);
        assertThat(set.candidates().get(1).aliases()).containsExactly(deep, deep);
    }

    @Test
    void anEmptyListIsRefused() {
        assertThatThrownBy(() -> new Listed(List.of(), 2, 1))
                .hasMessage("coefficients is 0 of them; allowed: 1 to 250,000");
    }
}
