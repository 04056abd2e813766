package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;

/**
 * Coefficients that somebody has in mind, such as the answer of another search.
 *
 * @param coefficients whatever their products are
 * @param target what controls cost, and which of several coefficients stand for a network
 */
public record Listed(List<Coefficients> coefficients, double target, double phi) implements CoefficientStrategy {
    public Listed {
        coefficients = List.copyOf(coefficients);
        if (coefficients.isEmpty() || coefficients.size() > MOST_COEFFICIENTS) {
            throw new InvalidValueException(
                    "coefficients", coefficients.size() + " of them", "1 to %,d".formatted(MOST_COEFFICIENTS));
        }
        Require.between("target", target, 1.01, 1_000);
        Require.between("phi", phi, 0.01, 10);
    }

    @Override
    public List<Coefficients> enumerate() {
        return coefficients;
    }
}
