package io.phiscale.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedEngineTests {
    private static final NetworkPlan PLAN =
            new NetworkPlan(BuiltInBaselines.MBCONV_NANO.architecture(), Optimizer.DEFAULT, Regularization.DEFAULT, 1);

    private long resident = 100;
    private final LimitedEngine limited = new LimitedEngine(ScriptedEngine.withLoss(step -> 7), 100, () -> resident);

    @Test
    void anEngineThatKeepsToItsMemoryDoesAsWithoutALimit() {
        try (TrainableNetwork network = limited.build(PLAN)) {
            assertThat(network.step(0, List.of(), 0.1)).isEqualTo(7);
            assertThat(network.parameters())
                    .isEqualTo(PLAN.architecture().cost().parameters());
            assertThat(network.provenance()).containsEntry("steps", "1");
        }
        assertThat(limited.name()).isEqualTo("scripted");
        assertThat(limited.provenance()).containsEntry("device", "none");
    }

    @Test
    void aStepThatTakesMoreFails() {
        try (TrainableNetwork network = limited.build(PLAN)) {
            resident = 101;

            assertThatThrownBy(() -> network.step(0, List.of(), 0.1))
                    .isInstanceOfSatisfying(TrainingException.class, failure -> assertThat(failure.code())
                            .isEqualTo(ErrorCode.OUT_OF_MEMORY));
        }
    }
}
