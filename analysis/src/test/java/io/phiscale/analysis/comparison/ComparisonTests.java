package io.phiscale.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTests {
    private static final double CONFIDENCE = 0.95;

    /** Two candidates and three seeds are a paired t-test: its numbers are those of any textbook. */
    @Test
    void twoCandidatesAreComparedAsByAPairedTest() {
        // Differences 0.03, 0.01 and 0.02: mean 0.02, standard deviation 0.01, standard error 0.01 / √3.
        Comparison comparison =
                Comparison.of(List.of(scores("a", 0.83, 0.80, 0.85), scores("b", 0.80, 0.79, 0.83)), CONFIDENCE);

        Standing behind = comparison.standings().get(1);
        assertThat(comparison.best().candidate()).isEqualTo("a");
        assertThat(behind.behind()).isCloseTo(0.02, within(1e-12));
        // The one-sided 95 % point of Student's t with 2 degrees of freedom is 2.9200.
        assertThat(behind.margin()).isCloseTo(2.9200 * 0.01 / Math.sqrt(3), within(1e-6));
        assertThat(behind.isSeparated()).isTrue();
        assertThat(comparison.noise().orElseThrow().deviation()).isCloseTo(0.01 / Math.sqrt(2), within(1e-12));
        assertThat(comparison.noise().orElseThrow().degreesOfFreedom()).isEqualTo(2);
    }

    @Test
    void whatASeedDoesToAllAlikeIsNoNoise() {
        Comparison apart =
                Comparison.of(List.of(scores("a", 0.8, 0.7, 0.9), scores("b", 0.79, 0.69, 0.89)), CONFIDENCE);

        assertThat(apart.noise().orElseThrow().deviation()).isCloseTo(0, within(1e-12));
        assertThat(apart.contenders()).hasSize(1);
    }

    @Test
    void withoutASecondSeedNothingIsSeparated() {
        Comparison comparison = Comparison.of(List.of(scores("a", 0.9), scores("b", 0.1)), CONFIDENCE);

        assertThat(comparison.noise()).isEmpty();
        assertThat(comparison.standings()).extracting(Standing::margin).containsOnlyNulls();
        assertThat(comparison.contenders()).hasSize(2);
        assertThat(comparison.trainingsToSeparate()).isEmpty();
    }

    @Test
    void aCandidateThatLacksAGoodSeedIsNotTheWorseForIt() {
        // The second seed is 0.1 better for everybody.
        Comparison comparison = Comparison.of(
                List.of(scores("a", 0.700, 0.801), scores("b", 0.690, 0.790), scores("lacking", 0.705)), CONFIDENCE);

        assertThat(comparison.best().candidate()).isEqualTo("lacking");
        assertThat(comparison.best().mean()).isCloseTo(0.755, within(0.001));
    }

    @Test
    void fewerSeedsMakeAWiderMargin() {
        Comparison comparison = Comparison.of(
                List.of(scores("a", 0.80, 0.81, 0.79), scores("b", 0.70, 0.72, 0.71), scores("c", 0.70)), CONFIDENCE);

        Map<String, Double> margins = new HashMap<>();
        comparison.standings().forEach(standing -> margins.put(standing.candidate(), standing.margin()));
        assertThat(margins.get("c")).isGreaterThan(margins.get("b"));
    }

    @Test
    void candidatesThatNoSeedLinksCannotBeTold() {
        Comparison comparison = Comparison.of(
                List.of(
                        new Scores("a", Map.of(1L, 0.9, 2L, 0.9)),
                        new Scores("b", Map.of(1L, 0.8, 2L, 0.81)),
                        new Scores("c", Map.of(3L, 0.1))),
                CONFIDENCE);

        assertThat(comparison.contenders()).extracting(Standing::candidate).contains("c");
    }

    /** The promise of subset selection, kept for the hardest case: many that are almost equal. */
    @Test
    void theTrueBestIsAmongTheContendersAsOftenAsPromised() {
        Random random = new Random(1);
        int searches = 2_000;
        int kept = 0;
        for (int search = 0; search < searches; search++) {
            List<Scores> scores = new ArrayList<>();
            for (int candidate = 0; candidate < 8; candidate++) {
                double truth = candidate == 0 ? 0.701 : 0.7;
                Map<Long, Double> bySeed = new HashMap<>();
                for (long seed = 1; seed <= 3; seed++) {
                    bySeed.put(seed, truth + 0.002 * random.nextGaussian());
                }
                scores.add(new Scores("c" + candidate, bySeed));
            }
            kept += Comparison.of(scores, CONFIDENCE).contenders().stream()
                            .anyMatch(standing -> standing.candidate().equals("c0"))
                    ? 1
                    : 0;
        }

        assertThat((double) kept / searches).isGreaterThan(CONFIDENCE);
    }

    @Test
    void asManyTrainingsAsItSaysDoSeparate() {
        List<Scores> few = List.of(alternating("a", 0.801, 4, 1), alternating("b", 0.8, 4, -1));
        Comparison before = Comparison.of(few, CONFIDENCE);
        assertThat(before.contenders()).hasSize(2);

        int each = (int) (4 + before.trainingsToSeparate().orElseThrow() / 2);
        // The same noise, and the same difference, with as many seeds as that.
        Comparison after = Comparison.of(
                List.of(alternating("a", 0.801, each + each % 2, 1), alternating("b", 0.8, each + each % 2, -1)),
                CONFIDENCE);
        Comparison third = Comparison.of(
                List.of(alternating("a", 0.801, each / 6 * 2, 1), alternating("b", 0.8, each / 6 * 2, -1)), CONFIDENCE);

        assertThat(each).isBetween(8, 1_000);
        assertThat(after.contenders()).hasSize(1);
        assertThat(third.contenders()).as("with a third as many").hasSize(2);
    }

    @Test
    void asManyTrainingsAsItSaysSeparateFourTimesInFiveIfDifferencesAreWhatTheySeem() {
        // Of three networks, so that both others have to be left behind.
        List<Scores> few =
                List.of(alternating("a", 0.803, 4, 1), alternating("b", 0.802, 4, -1), alternating("c", 0.8018, 4, 1));
        Comparison before = Comparison.of(few, CONFIDENCE);
        assertThat(before.contenders()).hasSize(3);
        long more = before.trainingsToSeparate().orElseThrow();
        int each = 4 + (int) Math.ceil(more / 3.0);
        int separated = 0;
        int searches = 300;
        for (int search = 0; search < searches; search++) {
            Random random = new Random(1_000_003L * search);
            List<Scores> many = new ArrayList<>();
            for (Standing standing : before.standings()) {
                Map<Long, Double> bySeed = new HashMap<>();
                for (long seed = 1; seed <= each; seed++) {
                    bySeed.put(
                            seed, standing.mean() + before.noise().orElseThrow().deviation() * random.nextGaussian());
                }
                many.add(new Scores(standing.candidate(), bySeed));
            }
            separated += Comparison.of(many, CONFIDENCE).contenders().size() == 1 ? 1 : 0;
        }

        assertThat((double) separated / searches).isGreaterThan(0.75);
    }

    /** Rounding must not make a rank of what is none: then a degree of freedom would be missing, and means be anything. */
    @ParameterizedTest
    @CsvSource({"80, 6", "150, 7", "100, 10", "200, 10"})
    void manyCandidatesWithManySeedsHaveTheMeansThatTheyHave(int candidates, int seeds) {
        Random random = new Random(4);
        List<Scores> scores = new ArrayList<>();
        for (int candidate = 0; candidate < candidates; candidate++) {
            Map<Long, Double> bySeed = new HashMap<>();
            for (long seed = 1; seed <= seeds; seed++) {
                bySeed.put(seed, 0.8 + 0.01 * random.nextGaussian());
            }
            scores.add(new Scores("c" + candidate, bySeed));
        }

        Comparison comparison = Comparison.of(scores, CONFIDENCE);

        assertThat(comparison.noise().orElseThrow().degreesOfFreedom()).isEqualTo((candidates - 1) * (seeds - 1));
        Scores best = scores.stream()
                .filter(one -> one.candidate().equals(comparison.best().candidate()))
                .findFirst()
                .orElseThrow();
        assertThat(comparison.best().mean())
                .isCloseTo(
                        best.bySeed().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
    }

    /** Around the truth by as much, up and down in turns. */
    private static Scores alternating(String candidate, double truth, int seeds, int sign) {
        Map<Long, Double> bySeed = new HashMap<>();
        for (long seed = 0; seed < seeds; seed++) {
            bySeed.put(seed, truth + (seed % 2 == 0 ? sign : -sign) * 0.001);
        }
        return new Scores(candidate, bySeed);
    }

    @Test
    void aConfidenceThatIsNoneIsRefused() {
        List<Scores> scores = List.of(scores("a", 0.5));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Comparison.of(scores, 95))
                .withMessageContaining("confidence is 95");
    }

    /** With the seeds from 1 on. */
    private static Scores scores(String candidate, double... values) {
        Map<Long, Double> bySeed = new HashMap<>();
        for (double value : values) {
            bySeed.put(bySeed.size() + 1L, value);
        }
        return new Scores(candidate, bySeed);
    }
}
