package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits the growth into shares of depth, width and resolution that sum to 1: α = T^u_d, β = T^(u_w/2), γ = T^(u_r/2),
 * so that the product is exactly the target T. The shares are a lattice of (n+1)(n+2)/2 points.
 *
 * @param divisions n: shares are multiples of 1/n
 */
public record Simplex(int divisions, double target, double phi) implements CoefficientStrategy {
    /** The largest n with at most {@link CandidateStrategy#MOST_COEFFICIENTS} points. */
    private static final int MOST_DIVISIONS = 445;

    public Simplex {
        Require.between("divisions", divisions, 1, MOST_DIVISIONS);
        Require.between("target", target, 1.01, 1_000);
        Require.between("phi", phi, 0.01, 10);
    }

    @Override
    public List<Coefficients> enumerate() {
        List<Coefficients> lattice = new ArrayList<>();
        for (int depth = 0; depth <= divisions; depth++) {
            for (int width = 0; width <= divisions - depth; width++) {
                lattice.add(coefficients(depth, width, divisions - depth - width));
            }
        }
        return List.copyOf(lattice);
    }

    private Coefficients coefficients(double depth, double width, double resolution) {
        return new Coefficients(
                Math.pow(target, depth / divisions),
                Math.pow(target, width / divisions / 2),
                Math.pow(target, resolution / divisions / 2));
    }
}
