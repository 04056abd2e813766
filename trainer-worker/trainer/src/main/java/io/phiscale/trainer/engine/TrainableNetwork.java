package io.phiscale.trainer.engine;

/** One network with its optimizer state. Not thread-safe. */
public interface TrainableNetwork extends AutoCloseable {

    /** Trainable numbers of the network as it was really built; running statistics are not among them. */
    long parameters();

    /**
     * One forward and backward pass in training mode, and one step of the optimizer.
     *
     * @return mean cross-entropy over the batch with the recipe's label smoothing, before the step
     */
    double step(Batch batch, double learningRate);

    /**
     * Forward pass in inference mode: running statistics, no dropout.
     *
     * @return [batch × classes], row by row, before softmax
     */
    float[] logits(Batch batch);

    @Override
    void close();
}
