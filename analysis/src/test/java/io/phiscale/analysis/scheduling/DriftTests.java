package io.phiscale.analysis.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.scaling.candidate.Shares;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTests {
    private static final Map<String, Shares> SHARES = Map.of(
            "deep", new Shares(1, 0, 0),
            "wide", new Shares(0, 1, 0),
            "fine", new Shares(0, 0, 1),
            "even", new Shares(1.0 / 3, 1.0 / 3, 1.0 / 3),
            "deep and wide", new Shares(0.5, 0.5, 0),
            "deep and fine", new Shares(0.5, 0, 0.5),
            "wide and fine", new Shares(0, 0.5, 0.5));
    private static final List<String> ALL = SHARES.keySet().stream().sorted().toList();

    @Test
    void aPlaneIsFoundAsItIs() {
        Drift drift = drift(
                ALL,
                scout -> 0.1 + 0.04 * share(scout).depth() - 0.02 * share(scout).width());

        assertThat(drift.depth()).isCloseTo(0.04, within(1e-9));
        assertThat(drift.width()).isCloseTo(-0.02, within(1e-9));
        assertThat(drift.of(new Shares(0.5, 0.5, 0))).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatScoutsMayHaveDoneByChanceIsNoDrift() {
        double shrunk = 0;
        double found = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(1_000_003L * seed);
            Map<String, Double> noise = new HashMap<>();
            ALL.forEach(scout -> noise.put(scout, 0.005 * random.nextGaussian()));
            Drift drift = drift(ALL, noise::get);
            shrunk += Math.pow(drift.depth(), 2) + Math.pow(drift.width(), 2);
            found += drift.depth() == 0 && drift.width() == 0 ? 1 : 0;
        }

        // By least squares alone none is flat, and the slopes' squares are 7.2e-5 on average.
        assertThat(found / 300).isBetween(0.4, 0.75);
        assertThat(shrunk / 300).isLessThan(4e-5);
    }

    @Test
    void threeScoutsAreBelieved() {
        assertThat(drift(
                                List.of("deep", "wide", "fine"),
                                scout -> 0.03 * share(scout).depth())
                        .depth())
                .isCloseTo(0.03, within(1e-9));
    }

    @Test
    void withoutScoutsThereIsNone() {
        assertThat(Drift.of(List.of(), Map.of(), Map.of(), SHARES::get)).isEqualTo(new Drift(0, 0, 0));
    }

    private static Shares share(String scout) {
        return SHARES.get(scout);
    }

    private static Drift drift(List<String> scouts, ToDoubleFunction<String> moved) {
        Map<String, Double> few = new HashMap<>();
        Map<String, Double> more = new HashMap<>();
        IntStream.range(0, scouts.size()).forEach(i -> {
            few.put(scouts.get(i), 0.5 + 0.01 * i);
            more.put(scouts.get(i), 0.5 + 0.01 * i + moved.applyAsDouble(scouts.get(i)));
        });
        return Drift.of(scouts, few, more, SHARES::get);
    }
}
