package io.phiscale.analysis.scheduling;

/** What became of a training so far. */
public sealed interface Outcome {
    /** It is queued or runs. */
    record Pending() implements Outcome {}

    /** @param score by the search's objective: the more, the better */
    record Scored(double score) implements Outcome {}

    /** It failed or was stopped: the candidate's other seeds count without it. */
    record Lost() implements Outcome {}

    /** Its loss was no number any more: its candidate is no answer, whatever other seeds came to. */
    record Diverged() implements Outcome {}
}
