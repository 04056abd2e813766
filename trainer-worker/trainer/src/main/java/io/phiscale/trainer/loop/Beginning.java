package io.phiscale.trainer.loop;

import io.phiscale.trainer.checkpoint.CheckpointReader;
import io.phiscale.trainer.checkpoint.Progress;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import java.io.IOException;
import java.nio.file.Path;

/** A network and how far its training has come: no step, or what a checkpoint brought with it. */
record Beginning(TrainableNetwork network, Progress progress) {
    private static final System.Logger LOG = System.getLogger(Beginning.class.getName());

    static Beginning anew(TrainingEngine engine, NetworkPlan plan) {
        return new Beginning(engine.build(plan), Progress.NONE);
    }

    /** From the very beginning, and with a line in the log, where the checkpoint cannot be used. */
    static Beginning from(Path checkpoint, CheckpointReader reader, TrainingEngine engine, NetworkPlan plan) {
        TrainableNetwork network = engine.build(plan);
        try {
            return new Beginning(network, reader.restore(checkpoint, network.state()));
        } catch (IOException exception) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Training from the beginning, because the checkpoint {0} cannot be used: it {1}",
                    checkpoint,
                    exception.getMessage());
            // Half of it may have been restored.
            network.close();
            return anew(engine, plan);
        }
    }
}
