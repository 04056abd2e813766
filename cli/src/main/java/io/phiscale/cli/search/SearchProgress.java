package io.phiscale.cli.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search stands.
 *
 * @param secondsLeft null while nobody can tell
 * @param trials where they are many, not all of them
 * @param warnings about the search as it stands; some pass
 */
record SearchProgress(
        String state, Share share, @Nullable Double secondsLeft, List<TrialProgress> trials, List<String> warnings) {

    /**
     * How much of it is done.
     *
     * @param fraction of all training, from 0 to 1
     * @param finished of all trials
     */
    record Share(double fraction, int finished, int total) {}

    /**
     * One trial.
     *
     * @param top1 null while it is not known
     */
    record TrialProgress(String label, String state, double fraction, @Nullable Double top1) {
        boolean isRunning() {
            return state.equals("RUNNING");
        }

        boolean isFinished() {
            return !isRunning() && !state.equals("QUEUED");
        }
    }

    boolean isOver() {
        return state.equals("DONE") || state.equals("FAILED") || state.equals("CANCELLED");
    }
}
