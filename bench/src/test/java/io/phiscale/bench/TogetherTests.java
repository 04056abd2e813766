package io.phiscale.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.measurement.Runs;
import io.phiscale.protocol.measurement.TrainingSpeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TogetherTests {

    @Test
    void speedsAndMemoryAddUpAndStepsTakeAsLongAsOfEach() {
        TrainingSpeed one = speed("replayed", 1_000, 10.0, 20.0);
        TrainingSpeed other = speed("one by one", 3_000, 30.0, 20.0);

        TrainingSpeed both = Together.of(List.of(one, other));

        assertThat(both.runs().imagesPerSecond()).containsExactly(40.0, 40.0);
        assertThat(both.runs().secondsPerStep()).isEqualTo(2 * 8 / 40.0);
        assertThat(both.peakMemory()).isEqualTo(4_000);
        assertThat(both.parameters()).isEqualTo(100);
        assertThat(both.provenance())
                .containsEntry("engine", "scripted")
                .containsEntry("steps", "replayed; one by one");
    }

    private static TrainingSpeed speed(String steps, long memory, Double... imagesPerSecond) {
        return new TrainingSpeed(
                100,
                new Runs(8, 5, List.of(imagesPerSecond)),
                memory,
                5e12,
                Map.of("engine", "scripted", "steps", steps));
    }
}
