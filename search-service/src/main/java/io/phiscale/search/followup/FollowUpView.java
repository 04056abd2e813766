package io.phiscale.search.followup;

import io.phiscale.search.search.SearchState;

/**
 * A search that begins with the answer of another one.
 *
 * @param phi that its networks are built at
 * @param words what it came to, in sentences; empty while that is not known
 */
public record FollowUpView(long search, String name, SearchState state, double phi, String words) {}
