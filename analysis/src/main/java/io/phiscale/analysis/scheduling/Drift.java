package io.phiscale.analysis.scheduling;

import io.phiscale.scaling.candidate.Shares;
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
 * sum to 1.
 */
record Drift(double depth, double width) {
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
        return new Drift(plane.getEntry(1), plane.getEntry(2));
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
