package io.phiscale.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.measurement.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTests {
    @Test
    void theMedianIsTheOneInTheMiddleOrBetweenTheTwo() {
        assertThat(new Runs(8, 2, List.of(5.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Runs(8, 2, List.of(5.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
    }

    @Test
    void theirSpreadAndTheTimeOfAStepFollow() {
        Runs runs = new Runs(8, 2, List.of(5.0, 1.0, 2.0));

        assertThat(runs.least()).isEqualTo(1);
        assertThat(runs.most()).isEqualTo(5);
        assertThat(runs.secondsPerStep()).isEqualTo(4);
    }

    @Test
    void noRunHasNoSpeed() {
        assertThatThrownBy(() -> new Runs(8, 2, List.of())).hasMessageContaining("imagesPerSecond is empty");
    }
}
