package io.phiscale.analysis.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.phiscale.analysis.simulation.Recording.Network;
import io.phiscale.analysis.simulation.Recording.Point;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordedCurvesTests {
    private static final int SEEDS = 4;
    private static final Recording RECORDING =
            Recording.of(List.of(network("a", 1, SEEDS), network("b", 3, SEEDS), network("short", 1, 1)));

    @Test
    void whatLacksATrainingIsLeftOut() {
        assertThat(RECORDING.networks()).extracting(Network::fingerprint).containsExactly("a", "b");
        assertThat(RECORDING.incomplete()).isEqualTo(1);
        assertThat(RECORDING.epochs()).containsExactly(2, 6);
        assertThat(RECORDING.seeds()).containsExactly(1L, 2L, 3L, 4L);
        assertThatThrownBy(() -> Recording.of(List.of(network("a", 1, 2), network("b", 1, 1))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("2 networks, of which 1 were trained for [2, 6] epochs with each of 2 seeds");
    }

    @Test
    void eachSearchGetsOtherSeedsAndTheTruthIsWhatTheRestSays() {
        Set<Double> firstSeeds = LongStream.range(0, 50)
                .mapToObj(search -> new RecordedCurves(RECORDING, 1, search).accuracy("a", 1, 6))
                .collect(Collectors.toSet());
        assertThat(firstSeeds).hasSize(SEEDS);

        RecordedCurves curves = new RecordedCurves(RECORDING, 2, 7);
        double all = 0.6 + 0.01 * (1 + 2 + 3 + 4) / SEEDS;
        double given = (curves.accuracy("a", 1, 6) + curves.accuracy("a", 2, 6)) / 2;
        assertThat(curves.expected("a", 6)).isCloseTo(2 * all - given, within(1e-9));
    }

    /** Or seeds would not move all networks alike any more. */
    @Test
    void aSeedIsTheSameForAllNetworks() {
        RecordedCurves curves = new RecordedCurves(RECORDING, 2, 7);

        assertThat(curves.accuracy("a", 1, 6)).isEqualTo(curves.accuracy("b", 1, 6));
    }

    @Test
    void costsAreMultiplesOfTheMean() {
        RecordedCurves curves = new RecordedCurves(RECORDING, 2, 7);

        assertThat(curves.cost("a")).isEqualTo(0.5);
        assertThat(curves.cost("b")).isEqualTo(1.5);
    }

    private static Network network(String name, double cost, int seeds) {
        Map<Point, Double> accuracies = new HashMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (int epochs : new int[] {2, 6}) {
                accuracies.put(new Point(seed, epochs), epochs / 10.0 + 0.01 * seed);
            }
        }
        return new Network(name, new Shares(1, 0, 0), cost, accuracies);
    }
}
