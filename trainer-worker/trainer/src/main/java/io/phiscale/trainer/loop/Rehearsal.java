package io.phiscale.trainer.loop;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Optimizer;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.recipe.Regularization;
import io.phiscale.protocol.recipe.Schedule;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.engine.TrainingEngine;

/**
 * A training of a few drawn images that nobody hears of. What a training loads and compiles when it first comes by takes
 * over a second; a trainer that waits for its job had better have that behind it.
 */
public final class Rehearsal {
    private static final int BATCH = 16;
    /** An engine may take its first few steps otherwise than the rest: libtorch records the fourth on a GPU. */
    private static final int STEPS = 6;

    private static final int EVALUATED = 32;

    private Rehearsal() {}

    /** Takes a second or two on a CPU. Throws what a training throws. */
    public static void of(TrainingEngine engine) {
        Shapes few = new Shapes(EVALUATED);
        new Training(engine, name -> few, CheckpointSettings.NONE, event -> {}, NanoClock.SYSTEM)
                .run(job(), new StopSignal());
    }

    private static TrainingJob job() {
        Architecture network = BuiltInBaselines.MBCONV_NANO.architecture();
        Recipe recipe =
                new Recipe(1, BATCH, Optimizer.DEFAULT, Schedule.DEFAULT, Regularization.DEFAULT, Augmentation.DEFAULT);
        DataSelection data = new DataSelection("shapes", STEPS * BATCH, EVALUATED, 1);
        return new TrainingJob(network, recipe, data, 1, network.cost().parameters(), 1);
    }
}
