package io.phiscale.analysis.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Weighted least squares by the normal equations, which are as small as there are terms. */
final class WeightedFit {
    private static final double SINGULAR = 1e-12;

    private final RealMatrix inverse;
    private final RealVector coefficients;

    private WeightedFit(RealMatrix inverse, RealVector coefficients) {
        this.inverse = inverse;
        this.coefficients = coefficients;
    }

    /** @return empty where the rows do not determine every term */
    static Optional<WeightedFit> of(List<double[]> rows, double[] values, double[] weights) {
        int terms = rows.get(0).length;
        RealMatrix information = MatrixUtils.createRealMatrix(terms, terms);
        RealVector right = new ArrayRealVector(terms);
        for (int row = 0; row < rows.size(); row++) {
            RealVector vector = new ArrayRealVector(rows.get(row), false);
            information = information.add(vector.outerProduct(vector).scalarMultiply(weights[row]));
            right = right.add(vector.mapMultiply(weights[row] * values[row]));
        }
        try {
            RealMatrix inverse = new CholeskyDecomposition(information, 1e-10, SINGULAR * information.getTrace())
                    .getSolver()
                    .getInverse();
            return Optional.of(new WeightedFit(inverse, inverse.operate(right)));
        } catch (MathIllegalArgumentException singular) {
            return Optional.empty();
        }
    }

    /** By how much each of the values moves that at a row of terms. */
    double[] influences(double[] terms, List<double[]> rows, double[] weights) {
        RealVector direction = inverse.operate(new ArrayRealVector(terms, false));
        double[] influences = new double[weights.length];
        for (int row = 0; row < weights.length; row++) {
            influences[row] = weights[row] * direction.dotProduct(new ArrayRealVector(rows.get(row), false));
        }
        return influences;
    }

    /**
     * Covariance of the coefficients, where rows that belong together err together, as those of one candidate do (Liang and
     * Zeger, 1986).
     *
     * @param groups one for each row
     */
    RealMatrix groupedCovariance(List<double[]> rows, double[] values, double[] weights, List<String> groups) {
        Map<String, RealVector> scores = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            double residual = values[row] - value(rows.get(row));
            RealVector score = new ArrayRealVector(rows.get(row)).mapMultiply(weights[row] * residual);
            scores.merge(groups.get(row), score, RealVector::add);
        }
        int terms = rows.get(0).length;
        RealMatrix middle = MatrixUtils.createRealMatrix(terms, terms);
        for (RealVector score : scores.values()) {
            middle = middle.add(score.outerProduct(score));
        }
        double count = scores.size();
        double correction = count / (count - 1) * (rows.size() - 1) / (rows.size() - terms);
        return inverse.multiply(middle).multiply(inverse).scalarMultiply(correction);
    }

    double value(double[] terms) {
        return coefficients.dotProduct(new ArrayRealVector(terms, false));
    }

    /** Of the value of a sum of terms, as far as the weights are inverse variances. */
    double variance(double[] terms) {
        RealVector vector = new ArrayRealVector(terms, false);
        return Math.max(0, vector.dotProduct(inverse.operate(vector)));
    }
}
