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
 * The distinct architectures that a strategy found, the cheapest first.
 *
 * @param distinct how many architectures there are; more than candidates where only some of them were taken
 */
public record CandidateSet(int distinct, List<Candidate> candidates) {
    private static final Comparator<Candidate> CHEAPEST_FIRST =
            Comparator.comparingDouble(Candidate::costRatio).thenComparing(Candidate::fingerprint);

    public CandidateSet {
        candidates = candidates.stream().sorted(CHEAPEST_FIRST).toList();
    }

    /**
     * Builds every architecture and groups equal ones: each is to be trained once, whatever coefficients built it.
     *
     * @param coefficients at one phi
     */
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
        return new CandidateSet(candidates.size(), candidates);
    }

    /** How many coefficients build the candidates. */
    public int coefficients() {
        return candidates.stream()
                .mapToInt(candidate -> candidate.aliases().size())
                .sum();
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
