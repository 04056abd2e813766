package io.phiscale.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContrastTests {
    @Test
    void theIntervalIsThatOfAPairedTestOnBothSides() {
        // Differences 0.03, 0.01 and 0.02: mean 0.02, standard error 0.01 / √3; t with 2 degrees of freedom at 97.5 %
        // is 4.3027.
        List<Contrast> contrasts = Contrast.of(
                List.of(scores("own", 0.83, 0.80, 0.85), scores("other", 0.80, 0.79, 0.83)),
                "own",
                List.of("other"),
                0.95);

        assertThat(contrasts).hasSize(1);
        assertThat(contrasts.get(0).ahead()).isCloseTo(0.02, within(1e-12));
        assertThat(contrasts.get(0).margin()).isCloseTo(4.3027 * 0.01 / Math.sqrt(3), within(1e-6));
        assertThat(contrasts.get(0).isSeparated()).isFalse();
    }

    @Test
    void oneThatIsBehindIsSaidToBeBehind() {
        List<Scores> all = List.of(scores("own", 0.70, 0.71), scores("other", 0.80, 0.8101));

        assertThat(Contrast.of(all, "own", List.of("other", "missing"), 0.95))
                .singleElement()
                .satisfies(contrast -> assertThat(contrast.ahead()).isCloseTo(-0.10005, within(1e-9)))
                .matches(Contrast::isSeparated);
    }

    @Test
    void whatNoSecondSeedTellsHasNoInterval() {
        assertThat(Contrast.of(List.of(scores("own", 0.9), scores("other", 0.1)), "own", List.of("other"), 0.95))
                .singleElement()
                .satisfies(contrast -> assertThat(contrast.margin()).isNull())
                .matches(contrast -> !contrast.isSeparated());
    }

    @Test
    void moreControlsMakeWiderIntervals() {
        List<Scores> all =
                List.of(scores("own", 0.83, 0.80, 0.85), scores("a", 0.80, 0.79, 0.83), scores("b", 0.7, 0.71, 0.72));

        Contrast alone = Contrast.of(all, "own", List.of("a"), 0.95).get(0);
        Contrast oneOfTwo = Contrast.of(all, "own", List.of("a", "b"), 0.95).get(0);

        assertThat(oneOfTwo.margin()).isGreaterThan(alone.margin());
        assertThat(oneOfTwo.ahead()).isEqualTo(alone.ahead());
    }

    private static Scores scores(String candidate, double... values) {
        Map<Long, Double> bySeed = new HashMap<>();
        for (double value : values) {
            bySeed.put(bySeed.size() + 1L, value);
        }
        return new Scores(candidate, bySeed);
    }
}
