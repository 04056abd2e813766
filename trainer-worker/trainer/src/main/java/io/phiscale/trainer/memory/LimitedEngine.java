package io.phiscale.trainer.memory;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.Loss;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.error.TrainingException;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * An engine in a process that has to do with so much memory. Looks after each step: to look at each allocation, as JavaCPP
 * would (maxphysicalbytes), takes seven hundredths of libtorch's time.
 *
 * @param most in bytes, heap and native memory together
 * @param resident what the process has now, in bytes
 */
public record LimitedEngine(TrainingEngine engine, long most, LongSupplier resident) implements TrainingEngine {

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Map<String, String> provenance() {
        return engine.provenance();
    }

    /** The network's steps throw {@code OUT_OF_MEMORY} where there is too much. */
    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        return new Limited(engine.build(plan));
    }

    @Override
    public long imageMemory() {
        return engine.imageMemory();
    }

    @Override
    public double matrixProduct(int size, Precision precision) {
        return engine.matrixProduct(size, precision);
    }

    private void check() {
        long now = resident.getAsLong();
        if (now > most) {
            throw new TrainingException(
                    ErrorCode.OUT_OF_MEMORY,
                    "The trainer takes %,d MiB of memory, and may take %,d MiB; train with smaller batches or on a larger machine."
                            .formatted(now >> 20, most >> 20));
        }
    }

    private final class Limited implements TrainableNetwork {
        private final TrainableNetwork network;

        Limited(TrainableNetwork network) {
            this.network = network;
        }

        @Override
        public long parameters() {
            return network.parameters();
        }

        @Override
        public double step(long number, List<Batch> parts, double learningRate) {
            return begin(number, parts, learningRate).value();
        }

        @Override
        public Loss begin(long number, List<Batch> parts, double learningRate) {
            Loss loss = network.begin(number, parts, learningRate);
            check();
            return loss;
        }

        @Override
        public float[] logits(Batch batch) {
            return network.logits(batch);
        }

        @Override
        public List<StateTensor> state() {
            return network.state();
        }

        @Override
        public Map<String, String> provenance() {
            return network.provenance();
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
