package io.phiscale.protocol.engine;

/** What a search is trained with, all of its trials alike: results of different ones do not compare. */
public record Platform(String engine, DeviceKind device, Numerics numerics) {}
