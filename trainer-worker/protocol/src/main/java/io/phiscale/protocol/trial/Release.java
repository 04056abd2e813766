package io.phiscale.protocol.trial;

/** An agent gives a trial back, unharmed: the attempt does not count. */
public record Release(long token) {}
