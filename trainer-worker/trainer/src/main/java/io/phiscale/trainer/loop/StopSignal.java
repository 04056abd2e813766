package io.phiscale.trainer.loop;

/** Whether somebody wants a training to stop. Raised on another thread than the training's. */
public final class StopSignal {
    private boolean training;
    private boolean raised;

    /**
     * @return whether the training had not begun, and now never will: whoever prepares it may be busy for long, and
     *     there is nothing to save
     */
    public synchronized boolean raise() {
        raised = true;
        return !training;
    }

    public synchronized boolean isRaised() {
        return raised;
    }

    /** @return whether the training may begin, and has to end by itself from now on */
    synchronized boolean begin() {
        training = !raised;
        return training;
    }
}
