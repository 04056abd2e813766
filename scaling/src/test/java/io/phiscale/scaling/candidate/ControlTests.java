package io.phiscale.scaling.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.Control.Kind;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlTests {
    private static final Scaler B0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);

    @Test
    void eachDimensionAloneIsGrownToTheSameCost() {
        List<Control> controls = Control.of(B0, 2, 1);

        assertThat(controls)
                .extracting(Control::kind)
                .containsExactly(Kind.BASELINE, Kind.DEEPER, Kind.WIDER, Kind.FINER, Kind.PUBLISHED);
        assertThat(controls.get(0).candidate().costRatio()).isEqualTo(1);
        assertThat(controls.get(0).excess()).isZero();
        assertThat(controls.subList(1, 4))
                .allSatisfy(control -> assertThat(control.excess()).isBetween(-0.1, 0.1));
        // 0.99 G of 0.386 G: rounding makes the published coefficients dearer than their product says.
        assertThat(controls.get(4).candidate().costRatio()).isCloseTo(2.57, within(0.02));
        assertThat(controls.get(4).candidate().aliases()).containsExactly(Coefficients.PUBLISHED);
    }

    @Test
    void nothingNearerToTheCostCanBeBuilt() {
        double cost = Math.pow(1.7, 2);
        Control finer = Control.of(B0, 1.7, 2).get(3);
        Control wider = Control.of(B0, 1.7, 2).get(2);

        var base = BuiltInBaselines.EFFICIENTNET_B0.architecture();
        double nearest = IntStream.range(224, 500)
                .mapToDouble(size -> base.at(size).cost().ratioTo(base.cost()))
                .map(ratio -> Math.abs(Math.log(ratio / cost)))
                .min()
                .orElseThrow();
        assertThat(Math.abs(Math.log(finer.candidate().costRatio() / cost))).isCloseTo(nearest, within(1e-12));
        double widest = IntStream.range(1_000, 3_000)
                .mapToDouble(width ->
                        B0.scale(new ScalingFactors(1, width / 1e3, 1)).cost().ratioTo(base.cost()))
                .map(ratio -> Math.abs(Math.log(ratio / cost)))
                .min()
                .orElseThrow();
        assertThat(Math.abs(Math.log(wider.candidate().costRatio() / cost))).isCloseTo(widest, within(1e-12));
    }

    @Test
    void theyAreBuiltAtTheSearchsPhi() {
        for (Control control : Control.of(B0, 2, 1.5)) {
            assertThat(B0.scale(control.candidate().aliases().get(0).at(1.5)).fingerprint())
                    .isEqualTo(control.candidate().fingerprint());
        }
    }

    @Test
    void whatCannotBeBuiltAtTheCostSaysHowNearItComes() {
        // Depth of a small network grows in large steps.
        Scaler nano = new Scaler(BuiltInBaselines.MBCONV_NANO, Rounding.OFFICIAL);

        assertThat(Control.of(nano, 1.3, 1)).allSatisfy(control -> assertThat(control.excess())
                .isCloseTo(control.candidate().costRatio() / control.costTarget() - 1, within(1e-12)));
        assertThat(Control.of(nano, 1.3, 1)).anyMatch(control -> Math.abs(control.excess()) > 0.05);
    }
}
