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

/** An engine that builds one dense layer, whatever the plan says, and really learns. */
public final class SoftmaxRegression implements TrainingEngine {
    private final Runnable afterEachStep;

    public SoftmaxRegression() {
        this(() -> {});
    }

    public SoftmaxRegression(Runnable afterEachStep) {
        this.afterEachStep = afterEachStep;
    }

    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("precision", "double");
    }

    @Override
    public TrainableNetwork build(NetworkPlan plan) {
        return new Network(plan, afterEachStep);
    }

    /** A billion operations a second. */
    @Override
    public double matrixProduct(int size, Precision precision) {
        return 2e-9 * size * size * size;
    }

    private static final class Network implements TrainableNetwork {
        private final NetworkPlan plan;
        private final Runnable afterEachStep;
        private final int classes;
        private final float[][] weights;
        private final float[] biases;

        Network(NetworkPlan plan, Runnable afterEachStep) {
            this.afterEachStep = afterEachStep;
            this.plan = plan;
            classes = plan.architecture().classes();
            int resolution = plan.architecture().resolution();
            weights = new float[classes][plan.architecture().inputChannels() * resolution * resolution];
            biases = new float[classes];
        }

        @Override
        public long parameters() {
            return plan.architecture().cost().parameters();
        }

        @Override
        public double step(long number, List<Batch> parts, double learningRate) {
            int images = parts.stream().mapToInt(Batch::size).sum();
            double loss = 0;
            List<double[][]> gradients = new ArrayList<>();
            for (Batch batch : parts) {
                double[][] ofPart = new double[batch.size()][];
                for (int image = 0; image < batch.size(); image++) {
                    double[] probabilities = softmax(scores(batch, image));
                    loss -= Math.log(probabilities[batch.labels()[image]]);
                    probabilities[batch.labels()[image]] -= 1;
                    ofPart[image] = probabilities;
                }
                gradients.add(ofPart);
            }
            for (int part = 0; part < parts.size(); part++) {
                for (int image = 0; image < parts.get(part).size(); image++) {
                    descend(parts.get(part), image, gradients.get(part)[image], learningRate / images);
                }
            }
            afterEachStep.run();
            return loss / images;
        }

        private void descend(Batch batch, int image, double[] gradient, double rate) {
            for (int label = 0; label < classes; label++) {
                float[] row = weights[label];
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) (row[i] - rate * gradient[label] * batch.images()[image * row.length + i]);
                }
                biases[label] = (float) (biases[label] - rate * gradient[label]);
            }
        }

        @Override
        public List<StateTensor> state() {
            List<StateTensor> tensors = new ArrayList<>();
            for (int label = 0; label < classes; label++) {
                tensors.add(new ArrayTensor("weights/" + label, weights[label]));
            }
            tensors.add(new ArrayTensor("biases", biases));
            return tensors;
        }

        @Override
        public float[] logits(Batch batch) {
            float[] logits = new float[batch.size() * classes];
            for (int image = 0; image < batch.size(); image++) {
                double[] scores = scores(batch, image);
                for (int label = 0; label < classes; label++) {
                    logits[image * classes + label] = (float) scores[label];
                }
            }
            return logits;
        }

        private double[] scores(Batch batch, int image) {
            double[] scores = new double[classes];
            for (int label = 0; label < classes; label++) {
                float[] row = weights[label];
                scores[label] = biases[label];
                for (int i = 0; i < row.length; i++) {
                    scores[label] += (double) row[i] * batch.images()[image * row.length + i];
                }
            }
            return scores;
        }

        private static double[] softmax(double[] scores) {
            double sum = 0;
            double[] probabilities = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                probabilities[i] = Math.exp(scores[i]);
                sum += probabilities[i];
            }
            for (int i = 0; i < scores.length; i++) {
                probabilities[i] /= sum;
            }
            return probabilities;
        }

        @Override
        public Map<String, String> provenance() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
