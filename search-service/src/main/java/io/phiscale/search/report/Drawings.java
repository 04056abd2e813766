package io.phiscale.search.report;

import io.phiscale.scaling.candidate.Shares;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.SurfaceView;
import io.phiscale.search.training.Training;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the drawings of a report are made of.
 *
 * @param points of candidates and controls that came to a result; none where there are too many to draw, as of what follows
 * @param shares of the candidates' growth, by fingerprint
 * @param rungs epochs of each
 * @param surface null where there is none
 * @param winner its fingerprint; null while there is none
 */
record Drawings(
        List<Candidates.Point> points,
        Map<String, Shares> shares,
        List<Training> trainings,
        List<Integer> rungs,
        @Nullable SurfaceView surface,
        List<ControlView> controls,
        @Nullable String winner) {

    /** Whether anybody went on from one rung to another. */
    public boolean isFlow() {
        return trainings.stream().anyMatch(training -> training.rung() > 0);
    }

    /** Whether any network was trained more than once to the end. */
    public boolean isSeeded() {
        return points.stream().anyMatch(point -> point.seeds() > 1);
    }
}
