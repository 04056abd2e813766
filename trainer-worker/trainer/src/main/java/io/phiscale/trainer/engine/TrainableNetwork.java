package io.phiscale.trainer.engine;

import java.util.List;
import java.util.Map;

/** One network with its optimizer state. Not thread-safe. */
public interface TrainableNetwork extends AutoCloseable {

    /** Trainable numbers of the network as it was really built; running statistics are not among them. */
    long parameters();

    /**
     * Forward and backward passes in training mode, and one step of the optimizer. A network counts no steps: whatever
     * is random, dropout and stochastic depth, follows from the plan's seed and the step's number, so that a training
     * can go on in another process.
     *
     * @param number how many steps came before
     * @param parts the batch: usually whole; in several parts where memory is short, which go through the network one
     *     after the other while their gradients add up to that of the whole batch's mean loss
     * @return mean cross-entropy over the batch with the recipe's label smoothing, before the step
     */
    double step(long number, List<Batch> parts, double learningRate);

    /** The same step, which a device may still be busy with when this returns: whoever wants its loss waits for it. */
    default Loss begin(long number, List<Batch> parts, double learningRate) {
        return Loss.of(step(number, parts, learningRate));
    }

    /**
     * Forward pass in inference mode: running statistics, no dropout. Where the recipe averages weights, it is the average
     * that is asked.
     *
     * @return [batch × classes], row by row, before softmax
     */
    float[] logits(Batch batch);

    /**
     * All numbers that steps change. {@code network/NAME} are weights and running statistics, with timm's names ({@link
     * TimmNames}) and PyTorch's shapes, whatever the engine; {@code average/NAME} their averages over steps, where the recipe
     * asks for them; {@code optimizer/WHAT/NAME} the optimizer's own, one for each trained one. A network of the same plan
     * whose tensors are set to the values of this one's goes on exactly as this one does.
     */
    List<StateTensor> state();

    /** What only this network can tell of how it computes, beside what its {@linkplain TrainingEngine#provenance engine} tells. */
    Map<String, String> provenance();

    @Override
    void close();
}
