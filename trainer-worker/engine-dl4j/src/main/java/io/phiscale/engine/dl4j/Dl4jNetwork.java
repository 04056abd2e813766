package io.phiscale.engine.dl4j;

import io.phiscale.engine.dl4j.network.NetworkConfiguration;
import io.phiscale.engine.dl4j.network.ParameterRoles;
import io.phiscale.engine.dl4j.optimizer.Stepper;
import io.phiscale.trainer.engine.Batch;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
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
    private int steps;

    Dl4jNetwork(NetworkPlan plan, ComputationGraph graph) {
        this.plan = plan;
        this.graph = graph;
        roles = ParameterRoles.of(graph);
        decay = roles.decayed().mul(plan.optimizer().weightDecay());
        scratch = decay.like();
        stepper = Stepper.of(plan.optimizer(), weights());
    }

    @Override
    public long parameters() {
        return roles.trainable();
    }

    @Override
    public double step(Batch batch, double learningRate) {
        // Dropout and stochastic depth follow from seed and step alone, whatever was drawn in between.
        Nd4j.getRandom().setSeed(plan.seed() * 1_000_003 + steps);
        graph.getConfiguration().setIterationCount(steps++);
        try (INDArray images = Tensors.images(batch);
                INDArray targets = Tensors.targets(
                        batch,
                        plan.architecture().classes(),
                        plan.regularization().labelSmoothing())) {
            graph.setInputs(images);
            graph.setLabels(targets);
            graph.computeGradientAndScore();
        }
        stepper.step(weights(), gradient(batch.size()), learningRate);
        return graph.score();
    }

    /** Deeplearning4j's gradient is that of the sum over the batch. */
    private INDArray gradient(int batchSize) {
        INDArray gradient = flat(graph.getFlattenedGradients()).divi(batchSize);
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
                INDArray features =
                        graph.output(List.of(NetworkConfiguration.FEATURES), false, new INDArray[] {images}, null)[0];
                INDArray logits = features.mmul(graph.getParam(NetworkConfiguration.CLASSES + "_W"))) {
            return logits.addiRowVector(graph.getParam(NetworkConfiguration.CLASSES + "_b"))
                    .dup('c')
                    .data()
                    .asFloat();
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
