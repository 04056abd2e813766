package io.phiscale.search.search;

import java.util.Arrays;
import java.util.List;

/** The life of a search. */
public enum SearchState {
    /** No trial has been claimed yet. */
    QUEUED,
    RUNNING,
    /** All trials are over; the answer is being worked out. */
    SELECTING,
    DONE,
    /** There is no answer, and there will be none. */
    FAILED,
    CANCELLED;

    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    public boolean mayBecome(SearchState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == SELECTING || next == CANCELLED;
            case RUNNING -> next == SELECTING || next == CANCELLED;
            case SELECTING -> next == DONE || next == FAILED;
            // What failed may be tried again; what somebody cancelled stays as it is.
            case DONE, FAILED -> next == RUNNING;
            case CANCELLED -> false;
        };
    }

    /** The states from which this one can be reached. */
    public List<SearchState> before() {
        return Arrays.stream(values()).filter(state -> state.mayBecome(this)).toList();
    }
}
