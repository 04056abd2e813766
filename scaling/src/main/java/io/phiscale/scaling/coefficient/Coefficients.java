package io.phiscale.scaling.coefficient;

import io.phiscale.scaling.validation.Require;

/** Growth of depth (alpha), width (beta) and resolution (gamma) for one doubling of compute; each at least 1. */
public record Coefficients(double alpha, double beta, double gamma) {
    /** Of each. */
    public static final double MOST = 100;

    /** Found by Tan and Le for EfficientNet-B0. */
    public static final Coefficients PUBLISHED = new Coefficients(1.2, 1.1, 1.15);

    public Coefficients {
        Require.between("alpha", alpha, 1, MOST);
        Require.between("beta", beta, 1, MOST);
        Require.between("gamma", gamma, 1, MOST);
    }

    /** α·β²·γ²: by how much the compute should grow, before rounding. */
    public double product() {
        return alpha * beta * beta * gamma * gamma;
    }

    /** @param phi the compound coefficient, any real number from 0 */
    public ScalingFactors at(double phi) {
        Require.between("phi", phi, 0, 20);
        return new ScalingFactors(Math.pow(alpha, phi), Math.pow(beta, phi), Math.pow(gamma, phi));
    }
}
