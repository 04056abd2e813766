package io.phiscale.analysis.selection;

/** Which of the candidates of the last rung a search names. */
public enum SelectionRule {
    /** The one with the highest mean. */
    MEASURED,
    /**
     * The one that most likely scores best, by the response surface and by what was measured of it: of many candidates with
     * few seeds, the highest mean is often one that was lucky. The highest mean where there is no surface that is worth
     * anything.
     */
    SURFACE,
    /**
     * The knee of the Pareto front over realised multiply-adds: the one that is farthest above the line from the cheapest of
     * it to the dearest, both axes taken from 0 to 1 (Satopaa et al., 2011).
     */
    KNEE
}
