package io.phiscale.scaling.candidate;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import java.util.List;

/**
 * One distinct architecture, with all coefficients that build it.
 *
 * @param costRatio realised multiply-adds over the baseline's; rounding moves it away from the nominal product
 * @param aliases at least one, in the order of enumeration
 */
public record Candidate(
        Architecture architecture, String fingerprint, Cost cost, double costRatio, List<Coefficients> aliases) {
    public Candidate {
        aliases = List.copyOf(aliases);
    }
}
