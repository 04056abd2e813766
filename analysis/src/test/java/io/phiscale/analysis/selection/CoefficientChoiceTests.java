package io.phiscale.analysis.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Scores;
import io.phiscale.analysis.surface.Observation;
import io.phiscale.analysis.surface.SurfaceChoice;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoefficientChoiceTests {
    /** All of one depth; the products are 1.5, 1.8225, 2.0 and 2.6. */
    private static final List<Coefficients> ALIASES = List.of(
            new Coefficients(1.5, 1, 1),
            new Coefficients(1.5, 1, Math.sqrt(1.215)),
            new Coefficients(1.5, Math.sqrt(4 / 3.0), 1),
            new Coefficients(1.5, Math.sqrt(2.6 / 1.5), 1));

    private static final int DIVISIONS = 6;

    @Test
    void theTargetIsThatOfTheProduct() {
        assertThat(CoefficientChoice.TARGET.of(ALIASES, 2, flat())).isEqualTo(ALIASES.get(2));
        assertThat(CoefficientChoice.TARGET.of(ALIASES, 2.5, flat())).isEqualTo(ALIASES.get(3));
    }

    @Test
    void theCentreIsThatOfTheIntervals() {
        List<Coefficients> line =
                List.of(new Coefficients(1, 1, 1), new Coefficients(1.1, 1, 1), new Coefficients(1.3, 1, 1));

        assertThat(CoefficientChoice.CENTRE.of(line, 1, flat())).isEqualTo(line.get(1));
    }

    @Test
    void theOptimumIsThatOfTheSurface() {
        // Of the growth, the second spends 68 % on depth and the rest on resolution, the third 58 % and the rest on
        // width.
        assertThat(CoefficientChoice.OPTIMUM.of(ALIASES, 2, bestAt(new Shares(0.6, 0, 0.4))))
                .isEqualTo(ALIASES.get(1));
        assertThat(CoefficientChoice.OPTIMUM.of(ALIASES, 2, bestAt(new Shares(0.6, 0.4, 0))))
                .isEqualTo(ALIASES.get(2));
        assertThat(CoefficientChoice.OPTIMUM.inWords(bestAt(new Shares(0.6, 0, 0.4))))
                .isEqualTo("the ones nearest to the response surface's optimum");
    }

    @Test
    void withoutASurfaceThereIsNoOptimum() {
        assertThat(CoefficientChoice.OPTIMUM.of(ALIASES, 2, flat())).isEqualTo(ALIASES.get(2));
        assertThat(CoefficientChoice.OPTIMUM.inWords(flat()))
                .isEqualTo("the ones whose product is nearest to the target, for want of a surface,");
        assertThat(CoefficientChoice.CENTRE.inWords(flat())).isEqualTo("the ones in the middle of them");
    }

    /** Without enough candidates for a surface. */
    private static SurfaceChoice flat() {
        return choice(List.of(new Observation("only", new Shares(1, 0, 0), 1, 0, 0.5, 1)));
    }

    private static SurfaceChoice bestAt(Shares optimum) {
        Random random = new Random(1);
        List<Observation> observations = new ArrayList<>();
        for (int depth = 0; depth <= DIVISIONS; depth++) {
            for (int width = 0; width + depth <= DIVISIONS; width++) {
                Shares shares = new Shares(
                        (double) depth / DIVISIONS,
                        (double) width / DIVISIONS,
                        (double) (DIVISIONS - depth - width) / DIVISIONS);
                double score = 0.8 - 0.1 * shares.squaredDistance(optimum) + 1e-5 * random.nextGaussian();
                observations.add(new Observation("%d-%d".formatted(depth, width), shares, 1, 0, score, 1));
            }
        }
        return choice(observations);
    }

    private static SurfaceChoice choice(List<Observation> observations) {
        List<Scores> scores = observations.stream()
                .map(one -> new Scores(one.candidate(), Map.of(1L, one.score())))
                .toList();
        return SurfaceChoice.of(observations, Comparison.of(scores, 0.95));
    }
}
