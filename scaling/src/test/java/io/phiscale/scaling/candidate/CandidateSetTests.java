package io.phiscale.scaling.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.InvalidValueException;
import org.junit.jupiter.api.Test;

class CandidateSetTests {
    private static final Scaler B0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);
    private final CandidateSet grid = Grid.DEFAULT.candidates(B0, 64);

    @Test
    void theDefaultGridHas109PointsThatBuild65Networks() {
        assertThat(grid.coefficients()).isEqualTo(109);
        assertThat(grid.candidates()).hasSize(65);
        assertThat(grid.candidates()).extracting(Candidate::fingerprint).doesNotHaveDuplicates();
        assertThat(grid.candidates().stream()
                        .mapToInt(candidate -> candidate.aliases().size())
                        .sum())
                .isEqualTo(109);
    }

    @Test
    void theDefaultGridHoldsThePublishedCoefficients() {
        assertThat(grid.candidates()).anyMatch(candidate -> candidate.aliases().contains(Coefficients.PUBLISHED));
    }

    @Test
    void roundingMovesRealisedCostsFarFromTheTarget() {
        var ratios = grid.candidates().stream()
                .flatMapToDouble(candidate -> candidate.aliases().stream().mapToDouble(alias -> candidate.costRatio()))
                .summaryStatistics();
        assertThat(ratios.getMin()).isCloseTo(1.93, within(0.005));
        assertThat(ratios.getMax()).isCloseTo(3.33, within(0.005));
        assertThat(ratios.getAverage()).isCloseTo(2.57, within(0.005));
    }

    @Test
    void aliasesOfACandidateBuildTheSameNetwork() {
        Candidate candidate = grid.candidates().stream()
                .filter(each -> each.aliases().size() > 1)
                .findFirst()
                .orElseThrow();
        assertThat(candidate.aliases())
                .allSatisfy(
                        alias -> assertThat(B0.scale(alias.at(1)).fingerprint()).isEqualTo(candidate.fingerprint()));
    }

    @Test
    void theSimplexMeetsTheTargetExactly() {
        Simplex simplex = new Simplex(10, 2, 1);
        assertThat(simplex.enumerate()).hasSize(66).allSatisfy(coefficients -> assertThat(coefficients.product())
                .isCloseTo(2, within(1e-12)));
    }

    @Test
    void aGridThatNoPointMeetsNamesTheNearestProduct() {
        Range one = new Range(1, 1);
        assertThatThrownBy(() -> new Grid(new Range(1, 1.5), one, one, 0.5, 2, 0.1, 1).enumerate())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("0.5000")
                .hasMessageContaining("1.5000");
    }

    @Test
    void theToleranceThatIsSuggestedDoes() {
        Range alpha = new Range(1.2, 1.2);
        Range beta = new Range(1.1, 1.1);
        Range gamma = new Range(1.15, 1.15);
        assertThatThrownBy(() -> new Grid(alpha, beta, gamma, 0.05, 2, 0.01, 1).enumerate())
                .hasMessageContaining("at least 0.0798");

        assertThat(new Grid(alpha, beta, gamma, 0.05, 2, 0.0798, 1).enumerate()).hasSize(1);
    }

    @Test
    void aCandidateThatCannotBeBuiltNamesItsCoefficients() {
        Scaler scaler = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);
        assertThatThrownBy(() -> new Simplex(1, 2, 10).candidates(scaler, 64))
                .hasMessageContaining("alpha = ")
                .hasMessageContaining("phi = 10.0");
    }

    @Test
    void aStepOfZeroIsRefused() {
        assertThatThrownBy(() -> new Grid(new Range(1, 2), new Range(1, 2), new Range(1, 2), 0, 2, 0.1, 1))
                .hasMessage("step is 0.0; allowed: a number from 0.001 to 1");
    }

    @Test
    void coefficientsUnderOneAndNotANumberAreRefused() {
        assertThatThrownBy(() -> new Coefficients(0.9, 1, 1)).hasMessageStartingWith("alpha is 0.9; allowed:");
        assertThatThrownBy(() -> new Coefficients(1, Double.NaN, 1)).hasMessageStartingWith("beta is NaN; allowed:");
        assertThatThrownBy(() -> Range.parse("1:x")).hasMessageContaining("1:1.5");
        assertThatThrownBy(() -> Range.parse("1:7:1.2")).hasMessageContaining("range is 1:7:1.2");
    }
}
