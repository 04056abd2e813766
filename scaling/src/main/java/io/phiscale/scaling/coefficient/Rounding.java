package io.phiscale.scaling.coefficient;

import io.phiscale.scaling.validation.Require;

/**
 * How scaled numbers become whole ones: the official EfficientNet rules, where resolution, which the official code
 * never computes, is the nearest whole number.
 *
 * @param channelDivisor channels are multiples of this, and never fewer
 * @param resolutionMultiple resolutions are the nearest multiple of this; 1 for any whole number
 */
public record Rounding(int channelDivisor, int resolutionMultiple) {
    public static final Rounding OFFICIAL = new Rounding(8, 1);
    /** Rounding down may take at most a tenth of the channels. */
    private static final double LEAST_SHARE = 0.9;
    /** Products such as 5 · 1.4 come out as 7.000000000000001: they must not be rounded up to 8. */
    private static final double SLACK = 1e-9;

    public Rounding {
        Require.between("channelDivisor", channelDivisor, 1, 256);
        Require.between("resolutionMultiple", resolutionMultiple, 1, 256);
    }

    public static Rounding withResolutionMultiple(int multiple) {
        return new Rounding(OFFICIAL.channelDivisor, multiple);
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

    public int layers(int layers, double depth) {
        return (int) Math.ceil(depth * layers - SLACK);
    }

    /** To the nearest pixel first, then to the nearest multiple; half rounds up. */
    public int resolution(int resolution, double factor) {
        int pixels = nearestMultiple(resolution * factor, 1);
        return Math.max(resolutionMultiple, nearestMultiple(pixels, resolutionMultiple));
    }

    private static int nearestMultiple(double number, int divisor) {
        return (int) Math.floor((number + SLACK + divisor / 2.0) / divisor) * divisor;
    }
}
