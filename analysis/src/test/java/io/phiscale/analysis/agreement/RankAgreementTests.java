package io.phiscale.analysis.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.agreement.RankAgreement.Move;
import io.phiscale.analysis.agreement.RankAgreement.Pair;
import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankAgreementTests {
    private static final Shares DEEP = new Shares(0.8, 0.1, 0.1);
    private static final Shares WIDE = new Shares(0.1, 0.8, 0.1);
    private static final Shares FINE = new Shares(0.1, 0.1, 0.8);

    @Test
    void widthThatIsOvertakenIsSaidToHaveLostPlaces() {
        RankAgreement agreement = RankAgreement.of(
                        5,
                        20,
                        List.of(
                                new Pair(WIDE, 0.9, 0.90),
                                new Pair(WIDE, 0.8, 0.91),
                                new Pair(DEEP, 0.7, 0.95),
                                new Pair(DEEP, 0.6, 0.94),
                                new Pair(FINE, 0.5, 0.80)))
                .orElseThrow();

        // Places 5 4 3 2 1 and 2 3 5 4 1: squared differences 9 + 1 + 4 + 4 + 0 = 18, and 1 − 6 · 18 / (5 · 24) = 0.1.
        assertThat(agreement.correlation()).isCloseTo(0.1, within(1e-12));
        assertThat(agreement.moves())
                .extracting(Move::dimension, Move::places, Move::candidates)
                .containsExactly(
                        tuple(Dimension.DEPTH, 2.0, 2),
                        tuple(Dimension.WIDTH, -2.0, 2),
                        tuple(Dimension.RESOLUTION, 0.0, 1));
        // Moves −3 −1 2 2 0: standard deviation √(18 / 4); t with 4 degrees of freedom at 1 − 0.05 / 6 is 3.961.
        assertThat(agreement.moves().get(0).margin()).isCloseTo(3.961 * Math.sqrt(4.5 * 0.5 * 0.6), within(1e-3));
        assertThat(agreement.inWords())
                .startsWith(
                        "between 5 and 20 epochs, the ranks of the 5 candidates that came to both correlate by 0.10 (Spearman; 95 %: ")
                .endsWith("): depth gained 2.0 places (± 4.6), width lost 2.0 places (± 4.6)");
    }

    @Test
    void whoeverSpendsAsMuchOnTwoDimensionsSpeaksForNeither() {
        Shares both = new Shares(0.45, 0.45, 0.1);

        RankAgreement agreement = RankAgreement.of(
                        1, 2, List.of(new Pair(both, 1, 3), new Pair(WIDE, 2, 1), new Pair(FINE, 3, 2)))
                .orElseThrow();

        assertThat(agreement.moves())
                .extracting(Move::dimension)
                .containsExactly(Dimension.WIDTH, Dimension.RESOLUTION);
    }

    /** For ρ = 0.5 and 28 candidates: atanh 0.5 = 0.5493, error √(1.125 / 25) = 0.2121; so 0.1335 to 0.9651. */
    @Test
    void theIntervalIsThatOfBonettAndWright() {
        RankAgreement.Interval interval = RankAgreement.interval(0.5, 28);

        assertThat(interval.least()).isCloseTo(Math.tanh(0.5493 - 1.95996 * 0.21213), within(1e-4));
        assertThat(interval.most()).isCloseTo(Math.tanh(0.5493 + 1.95996 * 0.21213), within(1e-4));
    }

    @Test
    void aPerfectOrderOfAFewIsNoCertainty() {
        List<Pair> pairs = new ArrayList<>();
        for (int place = 0; place < 5; place++) {
            pairs.add(new Pair(DEEP, place, place));
        }

        RankAgreement agreement = RankAgreement.of(1, 2, pairs).orElseThrow();

        assertThat(agreement.correlation()).isEqualTo(1);
        assertThat(agreement.interval().least()).isBetween(0.1, 0.3);
        assertThat(agreement.interval().most()).isLessThan(1);
    }

    @Test
    void tooFewOrAllAlikeSayNothing() {
        assertThat(RankAgreement.of(1, 2, List.of(new Pair(DEEP, 1, 1), new Pair(WIDE, 2, 2))))
                .isEmpty();
        assertThat(RankAgreement.of(1, 2, List.of(new Pair(DEEP, 1, 1), new Pair(WIDE, 1, 2), new Pair(FINE, 1, 3))))
                .isEmpty();
        assertThat(RankAgreement.of(1, 2, List.of(new Pair(DEEP, 1, 1), new Pair(WIDE, 2, 2), new Pair(FINE, 3, 3)))
                        .orElseThrow()
                        .interval())
                .isNull();
    }
}
