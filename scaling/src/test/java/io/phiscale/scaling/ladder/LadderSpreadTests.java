package io.phiscale.scaling.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderSpreadTests {
    private static final Scaler B0 = new Scaler(BuiltInBaselines.EFFICIENTNET_B0, Rounding.OFFICIAL);

    /** With ceil, every alpha in (1, 1.25] builds the same depths at phi = 1, and alpha to the 7th goes from 1.07 to 4.77. */
    @Test
    void alphasThatBuildOneNetworkBuildVeryDifferentB7s() {
        List<Coefficients> aliases = List.of(
                new Coefficients(1.01, 1.1, 1.15), new Coefficients(1.2, 1.1, 1.15), new Coefficients(1.25, 1.1, 1.15));
        assertThat(aliases)
                .extracting(alias -> B0.scale(alias.at(1)).fingerprint())
                .containsOnly(B0.scale(aliases.get(0).at(1)).fingerprint());

        LadderSpread spread = LadderSpread.of(B0, aliases, 7).orElseThrow();

        assertThat(spread.cheapest().coefficients().alpha()).isEqualTo(1.01);
        assertThat(spread.dearest().coefficients().alpha()).isEqualTo(1.25);
        assertThat(spread.cheapest().model().name()).isEqualTo("B7");
        assertThat(ratio(spread)).isBetween(3.0, 5.0);
    }

    @Test
    void bothEndsAreModelsOfTheAliases() {
        Candidate ambiguous = Grid.DEFAULT.candidates(B0, 64).candidates().stream()
                .max(Comparator.comparingInt(candidate -> candidate.aliases().size()))
                .orElseThrow();

        LadderSpread spread = LadderSpread.of(B0, ambiguous.aliases(), 4).orElseThrow();

        assertThat(ambiguous.aliases())
                .contains(spread.cheapest().coefficients(), spread.dearest().coefficients());
        assertThat(ratio(spread)).isGreaterThan(1);
    }

    @Test
    void whatCannotBeBuiltIsNoEnd() {
        List<Coefficients> aliases = List.of(new Coefficients(1.2, 1.1, 1.15), new Coefficients(1.2, 1.1, 60));

        LadderSpread spread = LadderSpread.of(B0, aliases, 7).orElseThrow();

        assertThat(spread.dearest()).isEqualTo(spread.cheapest());
        assertThat(LadderSpread.of(B0, aliases.subList(1, 2), 7)).isEmpty();
    }

    private static double ratio(LadderSpread spread) {
        return (double) spread.dearest().model().cost().multiplyAdds()
                / spread.cheapest().model().cost().multiplyAdds();
    }
}
