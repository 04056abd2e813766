package io.phiscale.engine.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.contract.Samples;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mixed precision, on the processor: the same code as on a GPU. */
class LibtorchPrecisionTests {
    /** Of bfloat16's 8 bits of mantissa, after some ten layers. */
    private static final float TOLERANCE = 0.05f;

    private static final Regularization PLAIN = new Regularization(0, 0, 0);
    private static final Batch BATCH = Samples.batch(Samples.NANO, 8);

    @Test
    void itComesCloseToSinglePrecisionAndIsNotTheSame() {
        try (TrainableNetwork single = network(Precision.FP32);
                TrainableNetwork mixed = network(Precision.BF16)) {
            float[] exact = single.logits(BATCH);
            float[] close = mixed.logits(BATCH);

            float largest = 0;
            for (float logit : exact) {
                largest = Math.max(largest, Math.abs(logit));
            }
            assertThat(close).isNotEqualTo(exact);
            for (int i = 0; i < exact.length; i++) {
                assertThat(Math.abs(close[i] - exact[i])).isLessThan(TOLERANCE * largest);
            }
        }
    }

    @Test
    void itLearns() {
        try (TrainableNetwork network = network(Precision.BF16)) {
            double first = network.step(0, List.of(BATCH), 0.05);
            double last = first;
            for (int step = 1; step < 30; step++) {
                last = network.step(step, List.of(BATCH), 0.05);
            }

            assertThat(last).isLessThan(first / 2);
        }
    }

    @Test
    void weightsStayInSinglePrecision() {
        try (TrainableNetwork network = network(Precision.BF16)) {
            network.step(0, List.of(BATCH), 0.05);

            assertThat(network.state())
                    .filteredOn(tensor -> tensor.name().startsWith("network/"))
                    .isNotEmpty()
                    .allSatisfy(
                            tensor -> assertThat(isFinerThanBfloat16(tensor)).isTrue());
        }
    }

    private static boolean isFinerThanBfloat16(StateTensor tensor) {
        for (float value : tensor.values()) {
            if ((Float.floatToRawIntBits(value) & 0xffff) != 0) {
                return true;
            }
        }
        return false;
    }

    private static TrainableNetwork network(Precision precision) {
        NetworkPlan plan = Samples.plan(Optimizer.Kind.SGD, PLAIN, 5);
        return new LibtorchEngine(DeviceShare.PROCESSOR)
                .build(new NetworkPlan(
                        plan.architecture(),
                        plan.optimizer(),
                        plan.regularization(),
                        plan.seed(),
                        new Numerics(precision, false)));
    }
}
