package io.phiscale.scaling.candidate;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct architectures that a strategy's coefficients build, the cheapest first.
 *
 * @param coefficients how many coefficients there were
 */
public record CandidateSet(int coefficients, List<Candidate> candidates) {
    public CandidateSet {
        candidates = List.copyOf(candidates);
    }

    /** Builds every architecture and groups equal ones: each is to be trained once, whatever coefficients built it. */
    public static CandidateSet enumerate(Scaler scaler, CandidateStrategy strategy) {
        return build(scaler, strategy.phi(), strategy.enumerate());
    }

    /** The same for coefficients that are already enumerated, at one phi. */
    public static CandidateSet build(Scaler scaler, double phi, List<Coefficients> coefficients) {
        Map<Architecture, List<Coefficients>> aliases = new LinkedHashMap<>();
        for (Coefficients one : coefficients) {
            aliases.computeIfAbsent(scale(scaler, one, phi), architecture -> new ArrayList<>())
                    .add(one);
        }
        Cost baseline = scaler.baseline().architecture().cost();
        List<Candidate> candidates = new ArrayList<>(aliases.size());
        aliases.forEach((architecture, its) -> {
            Cost cost = architecture.cost();
            candidates.add(new Candidate(architecture, architecture.fingerprint(), cost, cost.ratioTo(baseline), its));
        });
        candidates.sort(Comparator.comparingDouble(Candidate::costRatio).thenComparing(Candidate::fingerprint));
        return new CandidateSet(coefficients.size(), candidates);
    }

    private static Architecture scale(Scaler scaler, Coefficients coefficients, double phi) {
        try {
            return scaler.scale(coefficients.at(phi));
        } catch (InvalidValueException invalid) {
            throw invalid.because("alpha = %s, beta = %s, gamma = %s, phi = %s"
                    .formatted(coefficients.alpha(), coefficients.beta(), coefficients.gamma(), phi));
        }
    }
}
