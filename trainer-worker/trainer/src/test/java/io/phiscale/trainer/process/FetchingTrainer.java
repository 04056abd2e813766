package io.phiscale.trainer.process;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;

/** A trainer process that waits for a program which never ends, and which holds the trainer's standard output open. */
final class FetchingTrainer {
    private FetchingTrainer() {}

    public static void main(String[] arguments) {
        TrainerProcess.run(share -> new Fetching(), arguments);
    }

    private static final class Fetching implements TrainingEngine {
        private final TrainingEngine engine = new SoftmaxRegression();
        private boolean rehearsed;

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
            if (rehearsed) {
                waitForever();
            }
            rehearsed = true;
            return engine.build(plan);
        }

        @Override
        public double matrixProduct(int size, Precision precision) {
            return engine.matrixProduct(size, precision);
        }
    }

    private static void waitForever() {
        try {
            Process program = new ProcessBuilder("tail", "-f", "/dev/null")
                    .redirectOutput(Redirect.INHERIT)
                    .start();
            System.err.println("fetching");
            program.waitFor();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
