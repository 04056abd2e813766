package io.phiscale.search.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.training.Training;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrawingsTests {

    @Test
    void whereAllDivergedThereIsNothingToDrawInAllDimensions() {
        assertThat(drawings(true).isThereAny()).isFalse();
        assertThat(drawings(false).isThereAny()).isTrue();
    }

    private static Drawings drawings(boolean diverged) {
        Candidates.Point point = new Candidates.Point(
                "abc", "α 1.2", new Cost(1, 2, 3), 2, 20, diverged ? 0 : 0.8, null, 1, 0, null, true, null);
        Training training = new Training(1, "abc", 0, 1, 3, 3, diverged ? 0 : 0.8, diverged, 0.8, 10);
        return new Drawings(false, List.of(point), Map.of(), List.of(training), List.of(3), null, List.of(), null);
    }
}
