package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;

/**
 * How a network's growth in multiply-adds over its baseline is spent on depth, width and resolution, from 0 to 1 each; they
 * sum to 1. By what each of them alone makes of the baseline's multiply-adds, in logarithms: for cost is a product.
 * Rounding is in it, unlike in the shares ln α : 2 ln β : 2 ln γ of coefficients. The published coefficients have 28, 29
 * and 43 % of the latter.
 */
public record Shares(double depth, double width, double resolution) {
    private static final Shares EVEN = new Shares(1 / 3.0, 1 / 3.0, 1 / 3.0);

    /**
     * Of a network that its coefficients build, by three others that grow in one dimension alone.
     *
     * @param factors by which the network was scaled
     */
    public static Shares of(Scaler scaler, ScalingFactors factors) {
        return ofGrowth(
                growth(scaler, new ScalingFactors(factors.depth(), 1, 1)),
                growth(scaler, new ScalingFactors(1, factors.width(), 1)),
                growth(scaler, new ScalingFactors(1, 1, factors.resolution())));
    }

    /** Before rounding: ln α : 2 ln β : 2 ln γ. */
    public static Shares nominal(Coefficients coefficients) {
        return ofGrowth(
                coefficients.alpha(),
                coefficients.beta() * coefficients.beta(),
                coefficients.gamma() * coefficients.gamma());
    }

    private static double growth(Scaler scaler, ScalingFactors factors) {
        double before = scaler.baseline().architecture().cost().multiplyAdds();
        return Math.max(1, scaler.scale(factors).cost().multiplyAdds() / before);
    }

    /**
     * @param depth multiply-adds of the baseline with the network's depth alone, over the baseline's; as the others, at
     *     least 1
     */
    static Shares ofGrowth(double depth, double width, double resolution) {
        double all = Math.log(depth) + Math.log(width) + Math.log(resolution);
        return all > 0 ? new Shares(Math.log(depth) / all, Math.log(width) / all, Math.log(resolution) / all) : EVEN;
    }

    public double squaredDistance(Shares other) {
        return square(depth - other.depth) + square(width - other.width) + square(resolution - other.resolution);
    }

    double squaredDistanceFromEven() {
        return squaredDistance(EVEN);
    }

    private static double square(double number) {
        return number * number;
    }
}
