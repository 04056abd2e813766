package io.phiscale.scaling.coefficient;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.validation.Require;

/**
 * How scaled numbers become whole ones: by default the official EfficientNet rules, where resolution, which the official
 * code never computes, is the nearest whole number. One exception: a width of exactly 1 leaves channels as they are, even
 * where they are no multiples of the divisor, so that coefficients of (1, 1, 1) build the baseline.
 *
 * @param channelDivisor channels are multiples of this, and never fewer
 * @param resolutionMultiple resolutions are the nearest multiple of this; 1 for any whole number
 * @param resolutionCap no resolution is above this, in pixels; where it is no multiple, above the last one below it
 */
public record Rounding(int channelDivisor, int resolutionMultiple, DepthRounding depth, Integer resolutionCap) {
    public static final Rounding OFFICIAL = new Rounding(8, 1);
    private static final int MORE_THAN_ANY = 1 << 30;
    /** Rounding down may take at most a tenth of the channels. */
    private static final double LEAST_SHARE = 0.9;
    /** Products such as 5 · 1.4 come out as 7.000000000000001: they must not be rounded up to 8. */
    private static final double SLACK = 1e-9;

    public Rounding {
        Require.between("channelDivisor", channelDivisor, 1, 256);
        Require.between("resolutionMultiple", resolutionMultiple, 1, 256);
        // Plans that were stored before there was a choice hold neither.
        depth = depth == null ? DepthRounding.CEIL : depth;
        resolutionCap = resolutionCap == null ? Architecture.MOST_RESOLUTION : resolutionCap;
        Require.between("resolutionCap", resolutionCap, resolutionMultiple, Architecture.MOST_RESOLUTION);
    }

    /** With the official rule for depth, and no cap. */
    public Rounding(int channelDivisor, int resolutionMultiple) {
        this(channelDivisor, resolutionMultiple, DepthRounding.CEIL, Architecture.MOST_RESOLUTION);
    }

    public static Rounding withResolutionMultiple(int multiple) {
        return new Rounding(OFFICIAL.channelDivisor, multiple);
    }

    /** Where not, resolutions that are too large stay so, and whatever is built of them is refused. */
    boolean isCapped() {
        return resolutionCap < Architecture.MOST_RESOLUTION;
    }

    /** A factor of exactly 1 leaves the baseline's channels as they are. */
    public int channels(int channels, double width) {
        if (width == 1) {
            return channels;
        }
        double scaled = channels * width;
        int rounded = Math.max(channelDivisor, nearestMultiple(scaled, channelDivisor));
        return rounded < LEAST_SHARE * scaled ? rounded + channelDivisor : rounded;
    }

    public int layers(int layers, double factor) {
        return (int) depth.whole(factor * layers);
    }

    /** To the nearest pixel first, then to the nearest multiple; half rounds up. At most the cap. */
    public int resolution(int resolution, double factor) {
        int pixels = nearestMultiple(resolution * factor, 1);
        int most = isCapped() ? resolutionCap / resolutionMultiple * resolutionMultiple : MORE_THAN_ANY;
        return Math.min(most, Math.max(resolutionMultiple, nearestMultiple(pixels, resolutionMultiple)));
    }

    /** What is too large for anything that is built is {@link #MORE_THAN_ANY}: the network then refuses it. */
    private static int nearestMultiple(double number, int divisor) {
        double multiple = Math.floor((number + SLACK + divisor / 2.0) / divisor) * divisor;
        return (int) Math.min(multiple, MORE_THAN_ANY);
    }
}
