package io.phiscale.search.report;

import io.phiscale.scaling.candidate.Shares;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.SurfaceView;
import io.phiscale.search.training.Training;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the drawings of a report are made of.
 *
 * @param points of candidates and controls that came to a result; none where there are too many to draw, as of what follows
 * @param shares of the candidates' growth, by fingerprint
 * @param isTooMany whether there are too many candidates to draw
 * @param rungs epochs of each
 * @param surface null where there is none
 * @param winner its fingerprint; null while there is none
 */
record Drawings(
        boolean isTooMany,
        List<Candidates.Point> points,
        Map<String, Shares> shares,
        List<Training> trainings,
        List<Integer> rungs,
        @Nullable SurfaceView surface,
        List<ControlView> controls,
        @Nullable String winner) {

    /** Whether any candidate went on from one rung to another. */
    public boolean isFlow() {
        return competing().anyMatch(point -> point.rung() > 0);
    }

    /** Whether any candidate was trained more than once to where it came. */
    public boolean isSeeded() {
        return competing().anyMatch(point -> point.seeds() > 1);
    }

    /** Whether any candidate was trained without diverging. */
    public boolean isThereAny() {
        Set<String> sound = trainings.stream()
                .filter(training -> !training.diverged())
                .map(Training::fingerprint)
                .collect(Collectors.toSet());
        return competing().anyMatch(point -> sound.contains(point.fingerprint()));
    }

    private Stream<Candidates.Point> competing() {
        return points.stream().filter(Candidates.Point::competes);
    }
}
