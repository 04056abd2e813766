package io.phiscale.protocol.trial;

import io.phiscale.protocol.error.ErrorCode;

/**
 * A claimed trial failed.
 *
 * @param message for the user
 * @param log the last lines of the trainer's standard error
 */
public record FailureReport(long token, ErrorCode code, String message, String log) {}
