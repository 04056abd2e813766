package io.phiscale.protocol.trial;

/**
 * A checkpoint that the coordinator keeps.
 *
 * @param sha256 of the file, in hexadecimal digits: what hashes to anything else is not it
 * @param size in bytes
 * @param epochs that are done in it
 * @param fraction of the whole training that is done in it, from 0 to 1
 */
public record CheckpointReference(String sha256, long size, int epochs, double fraction) {}
