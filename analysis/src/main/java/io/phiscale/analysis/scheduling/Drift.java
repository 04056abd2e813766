package io.phiscale.analysis.scheduling;

import io.phiscale.scaling.candidate.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * How scores move from one rung to the next, as a plane over the shares of depth and width, which with that of resolution
 * sum to 1. It is flatter than the one of least squares by as much as that might be chance: by 1 − 1/F (as Stein has it), and
 * flat where the scouts' moves follow a plane no better than chance would make them.
 */
record Drift(double depth, double width) {
    private static final int SLOPES = 2;

    /** By least squares; flat where too few of them came to both rungs, in every direction that these do not differ in. */
    static Drift of(
            List<String> scouts, Map<String, Double> few, Map<String, Double> more, Function<String, Shares> shares) {
        List<String> known = scouts.stream()
                .filter(scout -> few.containsKey(scout) && more.containsKey(scout))
                .toList();
        if (known.isEmpty()) {
            return new Drift(0, 0);
        }
        // From their middle: else what is common to all would be taken for slopes where the scouts are few.
        double depth = mean(known, shares, Shares::depth);
        double width = mean(known, shares, Shares::width);
        RealMatrix terms = new Array2DRowRealMatrix(known.size(), 3);
        RealVector moved = new ArrayRealVector(known.size());
        for (int row = 0; row < known.size(); row++) {
            Shares spent = shares.apply(known.get(row));
            terms.setRow(row, new double[] {1, spent.depth() - depth, spent.width() - width});
            moved.setEntry(row, more.getOrDefault(known.get(row), 0.0) - few.getOrDefault(known.get(row), 0.0));
        }
        RealVector plane = new SingularValueDecomposition(terms).getSolver().solve(moved);
        double sure = sureness(terms, plane, moved);
        return new Drift(sure * plane.getEntry(1), sure * plane.getEntry(2));
    }

    /** From 0 to 1. */
    private static double sureness(RealMatrix terms, RealVector plane, RealVector moved) {
        int free = moved.getDimension() - terms.getColumnDimension();
        if (free < 1) {
            // Nothing is left over that could tell.
            return 1;
        }
        RealVector fitted = terms.operate(plane);
        double left = Math.pow(moved.subtract(fitted).getNorm(), 2) / free;
        double explained = Math.pow(fitted.mapSubtract(mean(moved)).getNorm(), 2) / SLOPES;
        return explained <= left ? 0 : 1 - left / explained;
    }

    private static double mean(RealVector numbers) {
        return Arrays.stream(numbers.toArray()).average().orElseThrow();
    }

    private static double mean(
            List<String> scouts, Function<String, Shares> shares, ToDoubleFunction<Shares> dimension) {
        return scouts.stream().map(shares).mapToDouble(dimension).average().orElseThrow();
    }

    /** But for what is the same for all. */
    double of(Shares shares) {
        return depth * shares.depth() + width * shares.width();
    }
}
