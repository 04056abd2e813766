package io.phiscale.trainer.process;

import io.phiscale.trainer.fake.SoftmaxRegression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/** A trainer process that waits for a program which never ends, and which holds the trainer's standard output open. */
final class FetchingTrainer {
    private FetchingTrainer() {}

    public static void main(String[] arguments) {
        TrainerProcess.run(
                () -> {
                    waitForever();
                    return new SoftmaxRegression();
                },
                arguments);
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
