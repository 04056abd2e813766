package io.phiscale.engine.dl4j;

import io.phiscale.trainer.process.TrainerProcess;

/** The trainer process of this engine. */
public final class Main {
    private Main() {}

    /** See {@link TrainerProcess#run}. */
    public static void main(String... arguments) {
        TrainerProcess.run(Dl4jEngine::new, arguments);
    }
}
