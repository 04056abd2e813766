package io.phiscale.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Scores;
import io.phiscale.analysis.comparison.SeedNoise;
import io.phiscale.analysis.surface.ResponseSurface.Fitted;
import io.phiscale.analysis.surface.ResponseSurface.None;
import io.phiscale.analysis.surface.ResponseSurface.Optimum;
import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseSurfaceTests {
    private static final int DIVISIONS = 6;
    private static final Shares OPTIMUM = new Shares(0.3, 0.5, 0.2);
    private static final double NOISE = 0.003;

    /** Half a point of top-1 below the optimum where a third of the growth is spent otherwise. */
    private static double truth(Shares shares) {
        double depth = shares.depth() - OPTIMUM.depth();
        double width = shares.width() - OPTIMUM.width();
        return 0.8 - 0.05 * (depth * depth + depth * width + width * width);
    }

    @Test
    void aQuadraticIsFoundAsItIs() {
        ResponseSurface surface = fitted(observations(0, 1.0, new Random(1), 1), Optional.empty());

        assertThat(surface.score(new Shares(0.1, 0.2, 0.7))).isCloseTo(truth(new Shares(0.1, 0.2, 0.7)), within(1e-9));
        assertThat(surface.optimum().shares()).isEqualTo(OPTIMUM);
        assertThat(surface.optimum().score()).isCloseTo(0.8, within(1e-9));
        assertThat(surface.leaveOneOutError()).isCloseTo(0, within(1e-9));
        assertThat(surface.isBetterThanTheMean()).isTrue();
    }

    @Test
    void theRegionHoldsTheTrueOptimumAboutAsOftenAsPromised() {
        int searches = 200;
        int held = 0;
        for (int search = 0; search < searches; search++) {
            Optimum optimum = fitted(observations(NOISE, 1, new Random(search), 1), Optional.empty())
                    .optimum();
            held += holds(optimum) ? 1 : 0;
        }

        assertThat((double) held / searches).isGreaterThan(0.93);
    }

    /** As in real trainings: what makes a network good or lucky does so at every rung. */
    @Test
    void theRegionHoldsItThoughRungsOfOneCandidateErrTogether() {
        int searches = 200;
        int held = 0;
        for (int search = 0; search < searches; search++) {
            Random random = new Random(search);
            List<Observation> all = new ArrayList<>();
            for (Observation exact : observations(0, 1, random, 1)) {
                double own = NOISE * random.nextGaussian();
                double early = exact.score() - 0.1 + own + NOISE / 2 * random.nextGaussian();
                all.add(new Observation(exact.candidate(), exact.shares(), 2, 0, early, 1));
                if (random.nextInt(28) < 12) {
                    double late = exact.score() + own + NOISE / 2 * random.nextGaussian();
                    all.add(new Observation(exact.candidate(), exact.shares(), 2, 1, late, 1));
                }
            }
            Optimum optimum = fitted(all, Optional.empty()).optimum();
            held += holds(optimum) ? 1 : 0;
        }

        assertThat((double) held / searches).isGreaterThan(0.9);
    }

    private static boolean holds(Optimum optimum) {
        return OPTIMUM.depth() >= optimum.least().depth()
                && OPTIMUM.depth() <= optimum.most().depth()
                && OPTIMUM.width() >= optimum.least().width()
                && OPTIMUM.width() <= optimum.most().width();
    }

    @Test
    void aRungBelowLendsWhatItKnowsThoughWideNetworksAreAheadThere() {
        List<Observation> all = new ArrayList<>();
        Random random = new Random(3);
        for (Observation early : observations(0, 1, random, 1)) {
            double ahead = 0.03 * early.shares().width() - 0.1;
            all.add(new Observation(early.candidate(), early.shares(), 1, 0, early.score() + ahead, 1));
        }
        // Six came further: too few for a quadratic of their own.
        for (Observation late : observations(0, 1, random, 1)) {
            if (late.candidate().hashCode() % 5 == 0) {
                all.add(new Observation(late.candidate(), late.shares(), 1, 1, late.score(), 1));
            }
        }
        assertThat(all.stream().filter(one -> one.rung() == 1)).hasSizeBetween(3, 9);

        ResponseSurface surface = fitted(all, Optional.empty());

        assertThat(surface.optimum().shares()).isEqualTo(OPTIMUM);
    }

    @Test
    void whatCostDoesIsNotTakenForShares() {
        ResponseSurface surface = fitted(observations(0, 1.8, new Random(4), 1), Optional.empty());

        assertThat(surface.optimum().shares()).isEqualTo(OPTIMUM);
    }

    @Test
    void aLuckySeedIsPulledToTheSurface() {
        List<Observation> observations = new ArrayList<>(observations(0.0003, 1, new Random(5), 1));
        Observation middling = observations.stream()
                .filter(one -> one.candidate().equals("d3w1"))
                .findFirst()
                .orElseThrow();
        observations.remove(middling);
        observations.add(new Observation("d3w1", middling.shares(), middling.costRatio(), 0, 0.8015, middling.seeds()));

        double predicted = fitted(observations, Optional.of(new SeedNoise(NOISE, 20)))
                .predictions()
                .getOrDefault("d3w1", Double.NaN);

        assertThat(predicted).isBetween(truth(middling.shares()), 0.7995);
        assertThat(best(observations)).isEqualTo("d3w1");
        assertThat(choice(observations).candidate()).isEqualTo("d2w3");
    }

    @Test
    void tooFewMeasurementsAreSaidToBe() {
        List<Observation> few = observations(0, 1, new Random(6), 1).subList(0, 7);

        assertThat(ResponseSurface.fit(few, Optional.empty()))
                .isEqualTo(new None("7 measurements are too few for its 6 terms: it takes 8"));
        SurfaceChoice choice = choice(few);
        assertThat(choice.candidate()).isEqualTo(best(few));
        assertThat(choice.fallback())
                .contains("there is no surface: 7 measurements are too few for its 6 terms: it takes 8");
    }

    /** What is special about a network is so at every rung, and six networks leave nothing over to show it by. */
    @Test
    void rungsDoNotMakeMoreOfTooFewNetworks() {
        List<Observation> both = new ArrayList<>();
        for (Observation one : observations(NOISE, 1, new Random(8), 1).subList(0, 7)) {
            both.add(one);
            both.add(new Observation(one.candidate(), one.shares(), one.costRatio(), 1, one.score() + 0.1, 1));
        }

        assertThat(ResponseSurface.fit(both, Optional.empty()))
                .isEqualTo(new None("7 networks are too few for its 6 terms, at however many rungs: it takes 8"));
    }

    /** Where the truth is as the model has it, seeds are all that it errs by, whether networks are many or few. */
    @ParameterizedTest
    @ValueSource(ints = {10, 15, 28})
    void theNoiseFloorIsWhatSeedsAloneMakeOfTheError(int networks) {
        double errors = 0;
        double floors = 0;
        for (int search = 0; search < 300; search++) {
            Random random = new Random(1_000_003L * search);
            List<Observation> some = observations(NOISE, 1, random, 1);
            Collections.shuffle(some, random);
            ResponseSurface surface = fitted(some.subList(0, networks), Optional.of(new SeedNoise(NOISE, 1_000)));
            double floor = surface.noiseFloor().orElseThrow();
            // Not where one of a few is needed to determine the model: such would outweigh all others.
            if (floor < 10 * NOISE) {
                errors += Math.pow(surface.leaveOneOutError(), 2);
                floors += Math.pow(floor, 2);
            }
        }

        assertThat(Math.sqrt(errors / floors)).isBetween(0.9, 1.1);
    }

    @Test
    void candidatesThatAllSpendAlikeMakeNoSurface() {
        List<Observation> alike = new ArrayList<>();
        for (int candidate = 0; candidate < 20; candidate++) {
            double depth = candidate / 20.0;
            alike.add(new Observation("c" + candidate, new Shares(depth, 0, 1 - depth), 1, 0, 0.5 + depth / 10, 1));
        }

        assertThat(ResponseSurface.fit(alike, Optional.empty()))
                .isEqualTo(new None("the candidates do not differ in every dimension"));
    }

    @Test
    void aSurfaceThatForetellsNothingChoosesNothing() {
        List<Observation> noise = new ArrayList<>();
        Random random = new Random(8);
        for (Observation one : observations(0, 1, random, 1)) {
            noise.add(new Observation(one.candidate(), one.shares(), 1, 0, 0.5 + 0.1 * random.nextGaussian(), 1));
        }

        SurfaceChoice choice = choice(noise);

        assertThat(choice.fallback()).isPresent();
        assertThat(choice.candidate()).isEqualTo(best(noise));
        assertThat(choice.surface()).isPresent();
    }

    private static SurfaceChoice choice(List<Observation> observations) {
        List<Scores> scores = observations.stream()
                .map(one -> new Scores(one.candidate(), Map.of(1L, one.score())))
                .toList();
        return SurfaceChoice.of(observations, Comparison.of(scores, 0.95));
    }

    private static String best(List<Observation> observations) {
        return observations.stream()
                .max((one, other) -> Double.compare(one.score(), other.score()))
                .orElseThrow()
                .candidate();
    }

    private static ResponseSurface fitted(List<Observation> observations, Optional<SeedNoise> noise) {
        assertThat(ResponseSurface.fit(observations, noise)).isInstanceOf(Fitted.class);
        return ((Fitted) ResponseSurface.fit(observations, noise)).surface();
    }

    /** @param spread of costs, the dearest over the cheapest, which scores rise with */
    private static List<Observation> observations(double noise, double spread, Random random, int seeds) {
        List<Observation> observations = new ArrayList<>();
        for (int depth = 0; depth <= DIVISIONS; depth++) {
            for (int width = 0; width + depth <= DIVISIONS; width++) {
                Shares shares = new Shares(
                        (double) depth / DIVISIONS,
                        (double) width / DIVISIONS,
                        (double) (DIVISIONS - depth - width) / DIVISIONS);
                // As where rounding breaks the constraint.
                double cost = 2 * Math.pow(spread, random.nextDouble());
                double score = truth(shares) + 0.02 * Math.log(cost / 2) + noise * random.nextGaussian();
                observations.add(new Observation("d%dw%d".formatted(depth, width), shares, cost, 0, score, seeds));
            }
        }
        return observations;
    }
}
