package io.phiscale.engine.dl4j;

import static java.util.Objects.requireNonNull;

import io.phiscale.engine.dl4j.network.FlatVector;
import io.phiscale.engine.dl4j.network.NetworkConfiguration;
import io.phiscale.engine.dl4j.network.ParameterRoles;
import io.phiscale.engine.dl4j.optimizer.Stepper;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.StateTensor;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A Deeplearning4j graph and its optimizer. Deeplearning4j computes loss and gradients; the steps are ours, because its
 * own rules differ from those that the literature's recipes were written for.
 */
final class Dl4jNetwork implements TrainableNetwork {
    private final NetworkPlan plan;
    private final ComputationGraph graph;
    private final ParameterRoles roles;
    /** Weight decay for each number: 0 for batch norm and biases. */
    private final INDArray decay;
    /** Kept, because arrays outside workspaces lie idle until the garbage collector gets to them. */
    private final INDArray scratch;

    private final Stepper stepper;
    private final FlatVector layout;
    /** Of the network over steps; itself, where the recipe asks for none. */
    private final ComputationGraph average;
    /** Only where batches come in parts. */
    private @Nullable INDArray gradientSum;

    Dl4jNetwork(NetworkPlan plan, ComputationGraph graph) {
        this.plan = plan;
        this.graph = graph;
        roles = ParameterRoles.of(graph);
        decay = roles.decayed().mul(plan.optimizer().weightDecay());
        scratch = decay.like();
        stepper = Stepper.of(plan.optimizer(), weights());
        layout = FlatVector.of(graph, plan.architecture());
        average = plan.optimizer().averagesWeights() ? graph.clone() : graph;
    }

    @Override
    public long parameters() {
        return roles.trainable();
    }

    @Override
    public double step(long number, List<Batch> parts, double learningRate) {
        // Dropout and stochastic depth follow from seed and step alone, whatever was drawn in between.
        Nd4j.getRandom().setSeed(plan.seed() * 1_000_003 + number);
        int images = parts.stream().mapToInt(Batch::size).sum();
        double loss = 0;
        for (int part = 0; part < parts.size(); part++) {
            Batch batch = parts.get(part);
            // Running statistics move with every part.
            long moves = number * parts.size() + part;
            graph.getConfiguration().setIterationCount((int) Math.min(Integer.MAX_VALUE, moves));
            loss += computeGradient(batch) * ((double) batch.size() / images);
            if (parts.size() > 1) {
                addGradient(part == 0);
            }
        }
        INDArray sum = parts.size() > 1 ? requireNonNull(gradientSum) : gradient();
        stepper.step(weights(), mean(sum, images), learningRate);
        if (plan.optimizer().averagesWeights()) {
            moveAverage(plan.optimizer().averageShare(number));
        }
        return loss;
    }

    private void moveAverage(double share) {
        INDArray averages = flat(average.params());
        averages.addi(weights().sub(averages, scratch).muli(share));
    }

    private void addGradient(boolean first) {
        INDArray sum = gradientSum;
        if (sum == null) {
            sum = gradient().like();
            gradientSum = sum;
        }
        if (first) {
            sum.assign(gradient());
        } else {
            sum.addi(gradient());
        }
    }

    /** @return mean loss over the images */
    private double computeGradient(Batch batch) {
        try (INDArray images = Tensors.images(batch);
                INDArray targets = Tensors.targets(
                        batch,
                        plan.architecture().classes(),
                        plan.regularization().labelSmoothing())) {
            graph.setInputs(images);
            graph.setLabels(targets);
            graph.computeGradientAndScore();
        }
        return graph.score();
    }

    /** Of the last images: Deeplearning4j's is that of the sum over them. */
    private INDArray gradient() {
        return flat(graph.getFlattenedGradients());
    }

    private INDArray mean(INDArray gradient, int images) {
        gradient.divi(images);
        return plan.optimizer().weightDecay() == 0
                ? gradient
                : gradient.addi(weights().muli(decay, scratch));
    }

    private INDArray weights() {
        return flat(graph.params());
    }

    private static INDArray flat(INDArray row) {
        return row.reshape(row.length());
    }

    /** Deeplearning4j's output layer would apply softmax, so this stops before it. */
    @Override
    public float[] logits(Batch batch) {
        try (INDArray images = Tensors.images(batch);
                INDArray features = average.output(
                                List.of(NetworkConfiguration.FEATURES), false, new INDArray[] {images}, null)[0];
                INDArray logits = features.mmul(average.getParam(NetworkConfiguration.CLASSES + "_W"))) {
            return logits.addiRowVector(average.getParam(NetworkConfiguration.CLASSES + "_b"))
                    .dup('c')
                    .data()
                    .asFloat();
        }
    }

    @Override
    public List<StateTensor> state() {
        List<StateTensor> tensors = new ArrayList<>();
        layout.places().forEach(place -> tensors.add(new FlatTensor("network", place, weights())));
        if (plan.optimizer().averagesWeights()) {
            layout.places().forEach(place -> tensors.add(new FlatTensor("average", place, flat(average.params()))));
        }
        stepper.state().forEach((name, vector) -> layout.places().stream()
                .filter(FlatVector.Place::trained)
                .forEach(place -> tensors.add(new FlatTensor("optimizer/" + name, place, vector))));
        return tensors;
    }

    /** Nothing: all its networks compute alike. */
    @Override
    public Map<String, String> provenance() {
        return Map.of();
    }

    @Override
    public void close() {
        graph.close();
        if (plan.optimizer().averagesWeights()) {
            average.close();
        }
    }
}
