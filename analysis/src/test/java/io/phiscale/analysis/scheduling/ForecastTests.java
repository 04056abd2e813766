package io.phiscale.analysis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.surface.Observation;
import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

class ForecastTests {
    private static final int DIVISIONS = 5;
    private static final List<String> SCOUTS = List.of("d2w2", "d0w0", "d0w5", "d5w0", "d1w3");
    private static final double NOISE = 0.015;

    private final Map<String, Shares> shares = new HashMap<>();

    ForecastTests() {
        for (int depth = 0; depth <= DIVISIONS; depth++) {
            for (int width = 0; width + depth <= DIVISIONS; width++) {
                shares.put(
                        "d%dw%d".formatted(depth, width),
                        new Shares(
                                (double) depth / DIVISIONS,
                                (double) width / DIVISIONS,
                                (double) (DIVISIONS - depth - width) / DIVISIONS));
            }
        }
    }

    private static double truth(Shares shares) {
        return 0.8 - 0.02 * Math.pow(shares.depth() - 0.2, 2) - 0.02 * Math.pow(shares.width() - 0.6, 2);
    }

    @Test
    void aHeadStartIsTakenOff() {
        Map<String, Double> expected = forecast(place -> truth(place) - 0.2 + 0.05 * place.width());

        double first = difference(expected, "d1w3");
        shares.keySet().forEach(candidate -> assertThat(difference(expected, candidate))
                .isCloseTo(first, within(1e-9)));
    }

    /** As in recordings: five times as far apart as they will be, and a seed moves them as much as they differ. */
    @Test
    void thatDifferencesShrinkIsNoHeadStart() {
        double correlation = 0;
        int worlds = 200;
        for (int world = 0; world < worlds; world++) {
            Random random = new Random(1_000_003L * world);
            Map<String, Double> expected =
                    forecast(place -> 0.7 + 5 * (truth(place) - 0.8) + NOISE * random.nextGaussian());
            List<String> all = List.copyOf(expected.keySet());
            correlation += new SpearmansCorrelation()
                    .correlation(
                            all.stream().mapToDouble(expected::get).toArray(),
                            all.stream().mapToDouble(one -> truth(share(one))).toArray());
        }

        // Early scores alone come to 0.80; a plane of moves without regard to scale, to 0.67.
        assertThat(correlation / worlds).isGreaterThan(0.87);
    }

    @Test
    void withoutScoutsSmoothedScoresAreAllThatIsKnown() {
        ToDoubleFunction<Shares> early = place -> 0.6 + 0.1 * place.width();

        Map<String, Double> expected = Forecast.of(observations(early), SCOUTS, Map.of(), this::share);

        shares.forEach((candidate, place) ->
                assertThat(expected.get(candidate)).isCloseTo(early.applyAsDouble(place), within(1e-9)));
    }

    private Map<String, Double> forecast(ToDoubleFunction<Shares> early) {
        Map<String, Double> more = new HashMap<>();
        SCOUTS.forEach(scout -> more.put(scout, truth(share(scout))));
        return Forecast.of(observations(early), SCOUTS, more, this::share);
    }

    private List<Observation> observations(ToDoubleFunction<Shares> early) {
        List<Observation> observations = new ArrayList<>();
        shares.forEach((candidate, place) ->
                observations.add(new Observation(candidate, place, 1, 0, early.applyAsDouble(place), 1)));
        return observations;
    }

    private double difference(Map<String, Double> expected, String candidate) {
        return expected.getOrDefault(candidate, 0.0) - truth(share(candidate));
    }

    private Shares share(String candidate) {
        return shares.getOrDefault(candidate, new Shares(0, 0, 0));
    }
}
