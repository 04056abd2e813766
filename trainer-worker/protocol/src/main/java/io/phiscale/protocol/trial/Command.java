package io.phiscale.protocol.trial;

/** What the coordinator answers to every write of an agent. */
public enum Command {
    CONTINUE,
    /** The search is paused: write a checkpoint, end the trainer, and give the trial back. */
    RELEASE,
    /** The trial is cancelled, or belongs to somebody else now: end the trainer and report nothing more. */
    STOP
}
