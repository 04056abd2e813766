package io.phiscale.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContrastTests {
    @Test
    void theIntervalIsThatOfAPairedTestOnBothSides() {
        // Differences 0.03, 0.01 and 0.02: mean 0.02, standard error 0.01 / √3; t with 2 degrees of freedom at 97.5 %
        // is 4.3027.
        List<Contrast> contrasts = Contrast.of(
                List.of(scores("own", 0.83, 0.80, 0.85), scores("other", 0.80, 0.79, 0.83)),
                "own",
                List.of("own"),
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

        assertThat(Contrast.of(all, "own", List.of(), List.of("other", "missing"), 0.95))
                .singleElement()
                .satisfies(contrast -> assertThat(contrast.ahead()).isCloseTo(-0.10005, within(1e-9)))
                .matches(Contrast::isSeparated);
    }

    @Test
    void whatNoSecondSeedTellsHasNoInterval() {
        assertThat(Contrast.of(
                        List.of(scores("own", 0.9), scores("other", 0.1)), "own", List.of(), List.of("other"), 0.95))
                .singleElement()
                .satisfies(contrast -> assertThat(contrast.margin()).isNull())
                .matches(contrast -> !contrast.isSeparated());
    }

    @Test
    void moreControlsMakeWiderIntervals() {
        List<Scores> all =
                List.of(scores("own", 0.83, 0.80, 0.85), scores("a", 0.80, 0.79, 0.83), scores("b", 0.7, 0.71, 0.72));

        Contrast alone = Contrast.of(all, "own", List.of(), List.of("a"), 0.95).get(0);
        Contrast oneOfTwo =
                Contrast.of(all, "own", List.of(), List.of("a", "b"), 0.95).get(0);

        assertThat(oneOfTwo.margin()).isGreaterThan(alone.margin());
        assertThat(oneOfTwo.ahead()).isEqualTo(alone.ahead());
    }

    /** All networks are equally good, and so are the controls: whoever seems the best of 20 is ahead of some by luck. */
    @Test
    void theBestOfManyIsNotAheadByLuck() {
        List<String> controls = List.of("c0", "c1", "c2", "c3", "c4");
        int searches = 120;
        int fooled = 0;
        int fooledIfNotAllowedFor = 0;
        for (int search = 0; search < searches; search++) {
            Random random = new Random(1_000_003L * search);
            List<Scores> all = new ArrayList<>();
            for (int network = 0; network < 20; network++) {
                all.add(scores("n" + network, random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
            }
            String best = Comparison.of(all, 0.95).best().candidate();
            controls.forEach(control ->
                    all.add(scores(control, random.nextGaussian(), random.nextGaussian(), random.nextGaussian())));
            List<String> chosenFrom =
                    all.stream().map(Scores::candidate).limit(20).toList();
            fooled += isAhead(Contrast.of(all, best, chosenFrom, controls, 0.95));
            fooledIfNotAllowedFor += isAhead(Contrast.of(all, best, List.of(best), controls, 0.95));
        }

        assertThat((double) fooled / searches).isLessThan(0.05);
        assertThat((double) fooledIfNotAllowedFor / searches).isGreaterThan(0.1);
    }

    /** Tables of Tukey's studentized range: 3.877 for 3 networks and 10 degrees of freedom at 95 %, over √2. */
    @Test
    void ofAllPairsTheMarginIsTukeys() {
        List<Scores> all =
                List.of(scores("a", 1, 2, 3, 4, 7, 5), scores("b", 2, 1, 3, 5, 6, 4), scores("c", 3, 2, 1, 4, 5, 8));
        double deviation = Comparison.of(all, 0.95).noise().orElseThrow().deviation();

        Contrast contrast = Contrast.of(all, "a", List.of("a", "b"), List.of("b", "c"), 0.95)
                .get(1);

        // All three pairs, with 10 degrees of freedom: (3 − 1) · (6 − 1).
        assertThat(contrast.margin() / (deviation * Math.sqrt(2.0 / 6))).isCloseTo(3.877 / Math.sqrt(2), within(0.06));
    }

    private static int isAhead(List<Contrast> contrasts) {
        return contrasts.stream().anyMatch(one -> one.isSeparated() && one.ahead() > 0) ? 1 : 0;
    }

    private static Scores scores(String candidate, double... values) {
        Map<Long, Double> bySeed = new HashMap<>();
        for (double value : values) {
            bySeed.put(bySeed.size() + 1L, value);
        }
        return new Scores(candidate, bySeed);
    }
}
