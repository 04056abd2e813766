package io.phiscale.protocol.trainer;

/** What an agent may write on a trainer's standard input after the job, each as a line of JSON. */
public enum TrainerCommand {
    /** After the step that runs: write a checkpoint, say {@link TrainerEvent.Stopped}, and end. */
    STOP
}
