package io.phiscale.trainer.fake;

import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.util.Map;

/** An engine that builds one dense layer, whatever the plan says, and really learns. */
public final class SoftmaxRegression implements TrainingEngine {
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
        return new Network(plan);
    }

    private static final class Network implements TrainableNetwork {
        private final NetworkPlan plan;
        private final int classes;
        private final double[][] weights;
        private final double[] biases;

        Network(NetworkPlan plan) {
            this.plan = plan;
            classes = plan.architecture().classes();
            int resolution = plan.architecture().resolution();
            weights = new double[classes][plan.architecture().inputChannels() * resolution * resolution];
            biases = new double[classes];
        }

        @Override
        public long parameters() {
            return plan.architecture().cost().parameters();
        }

        @Override
        public double step(Batch batch, double learningRate) {
            double loss = 0;
            double[][] gradients = new double[batch.size()][];
            for (int image = 0; image < batch.size(); image++) {
                double[] probabilities = softmax(scores(batch, image));
                loss -= Math.log(probabilities[batch.labels()[image]]);
                probabilities[batch.labels()[image]] -= 1;
                gradients[image] = probabilities;
            }
            for (int image = 0; image < batch.size(); image++) {
                descend(batch, image, gradients[image], learningRate / batch.size());
            }
            return loss / batch.size();
        }

        private void descend(Batch batch, int image, double[] gradient, double rate) {
            for (int label = 0; label < classes; label++) {
                double[] row = weights[label];
                for (int i = 0; i < row.length; i++) {
                    row[i] -= rate * gradient[label] * batch.images()[image * row.length + i];
                }
                biases[label] -= rate * gradient[label];
            }
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
            double[] scores = biases.clone();
            for (int label = 0; label < classes; label++) {
                double[] row = weights[label];
                for (int i = 0; i < row.length; i++) {
                    scores[label] += row[i] * batch.images()[image * row.length + i];
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
        public void close() {}
    }
}
