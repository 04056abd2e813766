package io.phiscale.protocol.trial;

/** The answer to every write about a trial. */
public record Acknowledgement(Command command) {}
