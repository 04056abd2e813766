package io.phiscale.agent.trainer;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrialResult;

/** How a trainer process ended. */
public sealed interface TrainerOutcome {
    record Done(TrialResult result) implements TrainerOutcome {}

    /** It was asked to stop, and left its last checkpoint. */
    record Stopped() implements TrainerOutcome {}

    /**
     * It said that it failed, or ended without a word.
     *
     * @param log the last lines of its standard error
     */
    record Failed(ErrorCode code, String message, String log) implements TrainerOutcome {}
}
