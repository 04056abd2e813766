package io.phiscale.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerEventTests {
    @Test
    void aJobSurvivesTheWire() {
        var architecture = BuiltInBaselines.EFFICIENTNET_B0.architecture();
        var job =
                new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 100, 10, 1), 7, 5_288_548, 1);

        String json = ProtocolJson.MAPPER.writeValueAsString(job);

        assertThat(ProtocolJson.MAPPER.readValue(json, TrainingJob.class)).isEqualTo(job);
    }

    @Test
    void anEventSaysWhichOneItIs() {
        var done = new TrainerEvent.Done(new TrialResult(
                true,
                2,
                new SplitMetrics(Double.NaN, 0.1, 0.5),
                new SplitMetrics(2.3, 0.1, 0.5),
                12,
                0.25,
                0.001,
                34,
                5.5,
                Map.of("engine", "dl4j")));

        String json = ProtocolJson.MAPPER.writeValueAsString(done);

        assertThat(json).contains("\"event\":\"done\"").doesNotContain("\n");
        assertThat(ProtocolJson.MAPPER.readValue(json, TrainerEvent.class)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, size is 0", "-1, 1, size is -1", "1, -1, epochs is -1"})
    void aCheckpointThatCannotBeIsNone(long size, int epochs, String words) {
        assertThatThrownBy(() -> new TrainerEvent.Checkpoint("file", "ab", size, epochs, 0.5))
                .hasMessageContaining(words);
    }

    @Test
    void aSelectionFromBeforeThereWasASourceResolutionHasNone() {
        String before = "{\"name\":\"pets\",\"trainingImages\":10,\"validationImages\":5,\"splitSeed\":3}";

        assertThat(ProtocolJson.MAPPER.readValue(before, DataSelection.class))
                .isEqualTo(new DataSelection("pets", 10, 5, 3));
    }
}
