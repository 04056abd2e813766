package io.phiscale.engine.libtorch;

import io.phiscale.trainer.process.TrainerProcess;

/** The trainer process of this engine. */
public final class Main {
    private Main() {}

    /** See {@link TrainerProcess#run}. */
    public static void main(String... arguments) {
        TrainerProcess.run(LibtorchEngine::new, arguments);
    }
}
