package io.phiscale.analysis.selection;

import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The candidates from best to worst: by how far they came, and then by the objective; after all others those of which a
 * training diverged, which are no answer.
 *
 * @param ranked not empty
 * @param comparison of those at the highest rung that anybody came to without diverging; where all did, of all of them
 */
public record Ranking(List<Ranked> ranked, Comparison comparison) {
    public Ranking {
        ranked = List.copyOf(ranked);
    }

    /**
     * @param measurements of all candidates that were trained, at least one
     * @param confidence with which candidates are told apart
     */
    public static Ranking of(List<Measurement> measurements, Objective objective, double confidence) {
        if (measurements.isEmpty()) {
            throw new InvalidValueException("measurements", "none", "at least one trained candidate");
        }
        List<Measurement> sound =
                measurements.stream().filter(one -> !one.diverged()).toList();
        List<Measurement> eligible = sound.isEmpty() ? measurements : sound;
        int highest = eligible.stream().mapToInt(Measurement::rung).max().orElseThrow();
        Comparison comparison = Comparison.of(
                eligible.stream()
                        .filter(one -> one.rung() == highest)
                        .map(one -> one.scores(objective))
                        .toList(),
                confidence);
        Map<String, Standing> standings =
                comparison.standings().stream().collect(Collectors.toMap(Standing::candidate, Function.identity()));
        List<Ranked> ranked = measurements.stream()
                .map(one -> ranked(one, objective, standings))
                .sorted(Comparator.comparing((Ranked one) -> one.measurement().diverged())
                        .thenComparing(Comparator.comparingInt(Ranked::rung).reversed())
                        .thenComparing(Comparator.comparingDouble(Ranked::score).reversed())
                        // A tie goes to the cheaper network.
                        .thenComparing(one -> one.measurement().cost()))
                .toList();
        return new Ranking(ranked, comparison);
    }

    private static Ranked ranked(Measurement one, Objective objective, Map<String, Standing> standings) {
        Standing standing = standings.get(one.candidate().fingerprint());
        return standing == null
                ? new Ranked(one, Ranked.mean(one.scores(objective).bySeed().values()), false)
                : new Ranked(one, standing.mean(), !standing.isSeparated());
    }

    public Ranked best() {
        return ranked.get(0);
    }

    /** Those of the highest rung that did not diverge; the best first. */
    List<Ranked> finalists() {
        List<Ranked> sound = ranked.stream()
                .filter(one -> one.rung() == best().rung() && !one.measurement().diverged())
                .toList();
        return sound.isEmpty() ? List.of(best()) : sound;
    }

    /** @param candidate the fingerprint of one that was trained */
    Ranked of(String candidate) {
        return ranked.stream()
                .filter(one -> one.candidate().fingerprint().equals(candidate))
                .findFirst()
                .orElseThrow();
    }

    /** Whether all others at the last rung are behind the best by more than chance would do. */
    public boolean isSeparated() {
        return comparison.standings().size() > 1 && comparison.contenders().size() == 1;
    }
}
