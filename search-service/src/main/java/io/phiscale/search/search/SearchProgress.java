package io.phiscale.search.search;

import org.jspecify.annotations.Nullable;

/**
 * How far a search has come.
 *
 * @param fraction of all training, by multiply-adds, from 0 to 1
 * @param finished trials that are over, however they ended
 * @param secondsLeft at the pace so far; null while nobody can tell
 */
public record SearchProgress(
        double fraction, long finished, long running, long failed, long total, @Nullable Double secondsLeft) {}
