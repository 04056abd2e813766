package io.phiscale.cli.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search stands.
 *
 * @param fraction of all training that is done, from 0 to 1
 * @param secondsLeft null while nobody can tell
 */
record SearchProgress(
        String state,
        double fraction,
        int finished,
        int total,
        @Nullable Double secondsLeft,
        List<TrialProgress> trials) {

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
