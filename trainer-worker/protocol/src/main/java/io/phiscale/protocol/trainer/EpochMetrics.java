package io.phiscale.protocol.trainer;

/**
 * One epoch of a training.
 *
 * @param epoch from 1
 * @param learningRate of the epoch's last step
 * @param trainingLoss mean over the epoch's steps, with label smoothing
 * @param imagesPerSecond of the training steps alone
 */
public record EpochMetrics(
        int epoch,
        double learningRate,
        double trainingLoss,
        SplitMetrics validation,
        double seconds,
        double imagesPerSecond) {}
