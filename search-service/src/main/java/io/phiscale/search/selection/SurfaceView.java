package io.phiscale.search.selection;

import io.phiscale.analysis.selection.Objective;
import io.phiscale.analysis.surface.ResponseSurface;
import io.phiscale.analysis.surface.ResponseSurface.Optimum;
import io.phiscale.analysis.surface.ResponseSurface.Point;
import io.phiscale.analysis.surface.SurfaceChoice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The response surface of a search.
 *
 * @param chosen the fingerprint of the candidate that it would choose
 * @param fallback why the best measured is taken instead; null where it is not
 * @param optimum null where no surface could be fitted, as all that follows
 * @param leaveOneOutError of its score for a candidate that it was fitted without: root of the mean square; null where each
 *     is needed to determine it
 * @param noiseFloor what seeds alone would make of that error; null where nobody knows
 * @param plane its scores, over the part of the triangle in which candidates were tried
 * @param accuracy whether scores are accuracies, from 0 to 1, and not rewards
 * @param words the same as a few sentences
 */
public record SurfaceView(
        String chosen,
        @Nullable String fallback,
        @Nullable Optimum optimum,
        @Nullable Double leaveOneOutError,
        @Nullable Double noiseFloor,
        List<Point> plane,
        boolean accuracy,
        String words) {

    static SurfaceView of(SurfaceChoice choice, Objective objective) {
        String fallback = choice.fallback().orElse(null);
        return choice.surface()
                .map(surface -> of(choice.candidate(), fallback, surface, objective))
                .orElseGet(() -> new SurfaceView(
                        choice.candidate(), fallback, null, null, null, List.of(), objective.exponent() == 0, ""));
    }

    private static SurfaceView of(
            String chosen, @Nullable String fallback, ResponseSurface surface, Objective objective) {
        Optimum optimum = surface.optimum();
        Double error = finite(surface.leaveOneOutError());
        Double floor = surface.noiseFloor().map(SurfaceView::finite).orElse(null);
        return new SurfaceView(
                chosen,
                fallback,
                optimum,
                error,
                floor,
                surface.plane(),
                objective.exponent() == 0,
                words(optimum, error, floor, objective));
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static String words(Optimum optimum, @Nullable Double error, @Nullable Double floor, Objective objective) {
        return String.format(
                        Locale.ROOT,
                        "The response surface is highest where %s of the growth is spent on depth, %s on width and %s on resolution (about 95 %% confidence).",
                        share(
                                optimum.shares().depth(),
                                optimum.least().depth(),
                                optimum.most().depth()),
                        share(
                                optimum.shares().width(),
                                optimum.least().width(),
                                optimum.most().width()),
                        share(
                                optimum.shares().resolution(),
                                optimum.least().resolution(),
                                optimum.most().resolution()))
                + foretells(error, floor, objective);
    }

    private static String foretells(@Nullable Double error, @Nullable Double floor, Objective objective) {
        if (error == null) {
            return " How well it foretells a candidate that it has not seen is not known: each is needed to determine it.";
        }
        return " It foretells a candidate that it has not seen to %s%s."
                .formatted(
                        objective.inWords(error),
                        floor == null ? "" : "; seeds alone would make that at least " + objective.inWords(floor));
    }

    private static String share(double share, double least, double most) {
        return String.format(Locale.ROOT, "%.0f %% (%.0f to %.0f)", 100 * share, 100 * least, 100 * most);
    }
}
