package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class DivergenceTests {
    @Test
    void aLossThatIsNoNumberEndsInAResult() {
        ScriptedEngine engine = ScriptedEngine.withLoss(step -> step < 6 ? 1 : Double.NaN);

        List<TrainerEvent> events = Trained.train(engine, Jobs.shapes(5, 128, 1));

        TrialResult result = Trained.result(events);
        assertThat(result.diverged()).isTrue();
        assertThat(result.epochs()).isEqualTo(1);
        assertThat(result.validation()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(result.test()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(engine.learningRates()).as("steps until then").hasSize(7);
        assertThat(Trained.epochs(events)).hasSize(1);
    }

    @Test
    void logitsThatAreNoNumbersAreDivergenceToo() {
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> Double.NaN, 0);

        assertThat(Trained.result(Trained.train(engine, Jobs.shapes(2, 64, 1))).diverged())
                .isTrue();
    }

    @Test
    void aTestLossThatIsNoNumberIsDivergenceToo() {
        // Of 200 validation images, all are seen after each of two epochs.
        ScriptedEngine engine = new ScriptedEngine(step -> 1, image -> image < 400 + 1_000 ? 1 : Double.NaN, 0);

        TrialResult result = Trained.result(Trained.train(engine, Jobs.shapes(2, 64, 1)));

        assertThat(result.diverged()).isTrue();
        assertThat(result.epochs()).isEqualTo(2);
        assertThat(result.validation()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
        assertThat(result.test()).isEqualTo(new SplitMetrics(Double.NaN, 0, 0));
    }
}
