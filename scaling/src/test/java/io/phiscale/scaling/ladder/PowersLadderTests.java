package io.phiscale.scaling.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowersLadderTests {
    private static final Scaler SCALER = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);

    @Test
    void powersOfThePublishedCoefficientsAreNotThePublishedModels() {
        List<LadderModel> ladder = Ladder.powers(SCALER, Coefficients.PUBLISHED, List.of(1.0, 2.0, 3.0));

        assertThat(ladder).extracting(LadderModel::name).containsExactly("B1", "B2", "B3");
        assertThat(ladder)
                .extracting(model -> model.architecture().resolution())
                .containsExactly(258, 296, 341);
        assertThat((double) ladder.get(0).cost().multiplyAdds()).isCloseTo(0.99e9, withinPercentage(1));
        assertThat((double) ladder.get(1).cost().multiplyAdds()).isCloseTo(1.81e9, withinPercentage(1));
        assertThat((double) ladder.get(2).cost().multiplyAdds()).isCloseTo(3.25e9, withinPercentage(1));
    }

    @Test
    void phiMayBeAnyRealNumber() {
        LadderModel model =
                Ladder.powers(SCALER, Coefficients.PUBLISHED, List.of(3.5)).get(0);

        assertThat(model.name()).isEqualTo("B3.5");
        assertThat(model.factors().depth()).isEqualTo(Math.pow(1.2, 3.5));
    }

    @Test
    void aModelThatCannotBeBuiltSaysWhichOneItIs() {
        assertThatThrownBy(() -> Ladder.powers(SCALER, new Coefficients(3, 1, 1), List.of(1.0, 7.0)))
                .hasMessageContaining("depth is 2187.0")
                .hasMessageContaining("at phi = 7.0");
    }

    @Test
    void everyModelHasAPhiOfItsOwn() {
        assertThatThrownBy(() -> Ladder.powers(SCALER, Coefficients.PUBLISHED, List.of(1.0, 2.0, 1.0)))
                .hasMessageContaining("phi is [1.0, 2.0, 1.0]; allowed: values that all differ");
    }

    @Test
    void costsGrowWithPhi() {
        assertThat(Ladder.powers(SCALER, Coefficients.PUBLISHED, Ladder.DEFAULT_PHIS))
                .extracting(model -> model.cost().multiplyAdds())
                .isSorted();
    }
}
