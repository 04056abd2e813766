package io.phiscale.analysis.surface;

import io.phiscale.scaling.candidate.Shares;
import java.util.ArrayList;
import java.util.List;

/**
 * That part of the triangle of shares which lies between networks that were tried: of the rest, a model says nothing.
 *
 * @param tried not empty
 */
record CoveredTriangle(List<Shares> tried) {
    private static final int DIRECTIONS = 36;
    private static final double ROUNDING_ERROR = 1e-9;

    /** Its points of a lattice of so many steps along each side, and the networks themselves: there may be nothing between. */
    List<Shares> lattice(int steps) {
        List<Shares> lattice = new ArrayList<>();
        for (int depth = 0; depth <= steps; depth++) {
            for (int width = 0; width + depth <= steps; width++) {
                Shares shares = new Shares(
                        (double) depth / steps, (double) width / steps, (double) (steps - depth - width) / steps);
                if (holds(shares)) {
                    lattice.add(shares);
                }
            }
        }
        lattice.addAll(tried.stream().distinct().toList());
        return lattice;
    }

    /** Whether, in every direction, a network that was tried is as far out. */
    private boolean holds(Shares shares) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            double angle = 2 * Math.PI * direction / DIRECTIONS;
            double depth = Math.cos(angle);
            double width = Math.sin(angle);
            double own = depth * shares.depth() + width * shares.width();
            if (tried.stream().allMatch(one -> own > depth * one.depth() + width * one.width() + ROUNDING_ERROR)) {
                return false;
            }
        }
        return true;
    }
}
