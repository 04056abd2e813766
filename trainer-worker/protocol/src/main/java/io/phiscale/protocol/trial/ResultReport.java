package io.phiscale.protocol.trial;

import io.phiscale.protocol.trainer.TrialResult;

/** The end of a claimed trial. */
public record ResultReport(long token, TrialResult result) {}
