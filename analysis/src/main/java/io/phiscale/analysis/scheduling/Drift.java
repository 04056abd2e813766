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
 *
 * @param unexplained what the plane of least squares leaves of the scouts' moves, mean square; 0 where they are too few to tell
 */
record Drift(double depth, double width, double unexplained) {
    private static final int SLOPES = 2;

    /** By least squares; flat where too few of them came to both rungs, in every direction that these do not differ in. */
    static Drift of(
            List<String> scouts, Map<String, Double> few, Map<String, Double> more, Function<String, Shares> shares) {
        List<String> known = scouts.stream()
                .filter(scout -> few.containsKey(scout) && more.containsKey(scout))
                .toList();
        if (known.isEmpty()) {
            return new Drift(0, 0, 0);
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
        RealVector fitted = terms.operate(plane);
        double unexplained = unexplained(moved, fitted);
        double sure = sureness(moved, fitted, unexplained);
        return new Drift(sure * plane.getEntry(1), sure * plane.getEntry(2), unexplained);
    }

    private static double unexplained(RealVector moved, RealVector fitted) {
        int free = moved.getDimension() - 1 - SLOPES;
        return free < 1 ? 0 : Math.pow(moved.subtract(fitted).getNorm(), 2) / free;
    }

    /** From 0 to 1; 1 where nothing is left over that could tell. */
    private static double sureness(RealVector moved, RealVector fitted, double unexplained) {
        double explained = Math.pow(fitted.mapSubtract(mean(moved)).getNorm(), 2) / SLOPES;
        if (unexplained == 0) {
            return 1;
        }
        return explained <= unexplained ? 0 : 1 - unexplained / explained;
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
