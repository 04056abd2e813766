package io.phiscale.trainer.process;

import io.phiscale.trainer.fake.SoftmaxRegression;

/** A trainer process with a small engine that chatters, as native libraries do. */
final class SoftmaxTrainer {
    private SoftmaxTrainer() {}

    public static void main(String[] arguments) {
        TrainerProcess.run(
                share -> {
                    System.out.println("{\"chatter\": \"of a library that loads\"}");
                    return new SoftmaxRegression();
                },
                arguments);
    }
}
