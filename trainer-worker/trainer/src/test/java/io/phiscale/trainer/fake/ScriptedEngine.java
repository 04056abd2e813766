package io.phiscale.trainer.fake;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** An engine whose losses are given, whose networks know every label, and which writes down what it is asked. */
public final class ScriptedEngine implements TrainingEngine {
    private final IntToDoubleFunction lossOfStep;
    private final int surplusParameters;
    private final IntToDoubleFunction certainty;
    private final List<Double> learningRates = new ArrayList<>();
    private final List<Integer> evaluated = new ArrayList<>();
    private final List<List<Integer>> stepped = new ArrayList<>();
    private int closed;

    /**
     * @param lossOfStep by its number from 0
     * @param certainty the logit of the right class, by how many images were evaluated before; 0 for all others
     */
    public ScriptedEngine(IntToDoubleFunction lossOfStep, IntToDoubleFunction certainty, int surplusParameters) {
        this.lossOfStep = lossOfStep;
        this.certainty = certainty;
        this.surplusParameters = surplusParameters;
    }

    public static ScriptedEngine withLoss(IntToDoubleFunction lossOfStep) {
        return new ScriptedEngine(lossOfStep, image -> 1, 0);
    }

    public List<Double> learningRates() {
        return learningRates;
    }

    /** Sizes of the parts of each step's batch. */
    public List<List<Integer>> stepped() {
        return stepped;
    }

    /** Sizes of the batches that were evaluated. */
    public List<Integer> evaluated() {
        return evaluated;
    }

    public int closed() {
        return closed;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("device", "none");
    }

    /** A billion operations a second. */
    @Override
    public double matrixProduct(int size, Precision precision) {
        return 2e-9 * size * size * size;
    }

    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        return new TrainableNetwork() {
            @Override
            public long parameters() {
                return plan.architecture().cost().parameters() + surplusParameters;
            }

            @Override
            public double step(long number, List<Batch> parts, double learningRate) {
                learningRates.add(learningRate);
                stepped.add(parts.stream().map(Batch::size).toList());
                return lossOfStep.applyAsDouble(learningRates.size() - 1);
            }

            @Override
            public float[] logits(Batch batch) {
                int before = evaluated.stream().mapToInt(size -> size).sum();
                evaluated.add(batch.size());
                int classes = plan.architecture().classes();
                float[] logits = new float[batch.size() * classes];
                for (int i = 0; i < batch.size(); i++) {
                    logits[i * classes + batch.labels()[i]] = (float) certainty.applyAsDouble(before + i);
                }
                return logits;
            }

            @Override
            public List<StateTensor> state() {
                return List.of();
            }

            @Override
            public Map<String, String> provenance() {
                return Map.of("steps", String.valueOf(stepped.size()));
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
