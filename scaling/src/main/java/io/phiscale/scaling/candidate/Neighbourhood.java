package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.Require;
import java.util.function.Predicate;

/**
 * Networks that spend their growth much as another one does.
 *
 * @param coefficients that build the other one
 * @param within how far from its shares of depth, width and resolution theirs may be: the root of the summed squares, which
 *     is √2 from corner to corner
 */
public record Neighbourhood(Coefficients coefficients, double within) {
    /** About a fifth of the way from corner to corner. */
    public static final double DEFAULT_WITHIN = 0.3;

    public Neighbourhood {
        Require.between("within", within, 0.01, 1.5);
    }

    /** @param phi that networks are built at */
    Predicate<Shares> of(Scaler scaler, double phi) {
        Shares centre = Shares.of(scaler, coefficients.at(phi));
        return shares -> shares.squaredDistance(centre) <= within * within;
    }
}
