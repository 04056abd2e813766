package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.List;

/** A strategy that looks at coefficients alone: what rounding makes of their cost is seen afterwards. */
public sealed interface CoefficientStrategy extends CandidateStrategy permits Grid, Listed, Simplex {

    /**
     * @throws io.phiscale.scaling.validation.InvalidValueException where no coefficients meet the target (it says the
     *     nearest product), or too many do
     */
    List<Coefficients> enumerate();

    @Override
    default CandidateSet candidates(Scaler scaler, int batchSize) {
        return CandidateSet.build(scaler, phi(), enumerate());
    }
}
