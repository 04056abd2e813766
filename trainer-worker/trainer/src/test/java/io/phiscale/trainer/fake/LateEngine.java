package io.phiscale.trainer.fake;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.Loss;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another engine on a device that computes by itself: its losses are known once they are asked for.
 *
 * @param asked how many were
 */
public record LateEngine(TrainingEngine engine, AtomicInteger asked) implements TrainingEngine {

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Map<String, String> provenance() {
        return engine.provenance();
    }

    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        return new Late(engine.build(plan), asked);
    }

    @Override
    public double matrixProduct(int size, Precision precision) {
        return engine.matrixProduct(size, precision);
    }

    private record Late(TrainableNetwork network, AtomicInteger asked) implements TrainableNetwork {

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
            double loss = network.step(number, parts, learningRate);
            return Loss.later(() -> {
                asked.incrementAndGet();
                return loss;
            });
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
