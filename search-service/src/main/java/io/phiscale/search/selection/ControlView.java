package io.phiscale.search.selection;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.phiscale.analysis.comparison.Contrast;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A network that compound scaling is held against, and how far it is ahead of it.
 *
 * @param costRatio realised multiply-adds over the baseline's
 * @param top1 mean over seeds, from 0 to 1
 * @param ahead of the winner over it, from -1 to 1, adjusted for seeds that either lacks
 * @param margin of its interval, on either side; null where the noise of seeds is not known
 */
public record ControlView(
        Control.Kind kind,
        String fingerprint,
        Coefficients coefficients,
        int resolution,
        double costRatio,
        double top1,
        int seeds,
        double ahead,
        @Nullable Double margin) {

    /** Such as "depth alone". */
    public String getName() {
        return name(kind);
    }

    /** What it is that networks are held against. */
    public static String name(Control.Kind kind) {
        return switch (kind) {
            case BASELINE -> "the baseline";
            case DEEPER -> "depth alone";
            case WIDER -> "width alone";
            case FINER -> "resolution alone";
            case PUBLISHED -> "the published coefficients";
        };
    }

    @JsonIgnore
    public boolean isMoreThanNoise() {
        return new Contrast(fingerprint, ahead, margin).isSeparated();
    }

    /** Such as "1.25 points ahead (0.40 to 2.10)"; where it is behind, the interval is of how far. */
    public String getWords() {
        double difference = Math.abs(ahead);
        String words = String.format(Locale.ROOT, "%.2f points %s", 100 * difference, ahead < 0 ? "behind" : "ahead");
        return margin == null
                ? words
                : words
                        + String.format(
                                Locale.ROOT,
                                " (%.2f to %.2f)",
                                100 * (difference - margin),
                                100 * (difference + margin));
    }
}
