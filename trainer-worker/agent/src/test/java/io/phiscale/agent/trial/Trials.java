package io.phiscale.agent.trial;

import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.scaling.baseline.BuiltInBaselines;

/** Trials to claim. */
final class Trials {
    private static final int LEASE_SECONDS = 60;

    private Trials() {}

    static Claim claim() {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        return new Claim(5, 17, "scripted", job, LEASE_SECONDS, null);
    }
}
