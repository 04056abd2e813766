package io.phiscale.search.search;

import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.PlainText;
import io.phiscale.search.estimate.Estimates;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SearchSpecification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How much one search may ask for. */
@Component
class SearchLimits {
    /** In bytes; no machine has as much. */
    private static final long MOST_MEMORY = 1L << 50;

    private final PhiscaleProperties.Limits limits;
    private final Estimates estimates;

    SearchLimits(PhiscaleProperties properties, Estimates estimates) {
        this.limits = properties.limits();
        this.estimates = estimates;
    }

    /** Before anything is built. */
    void check(SearchSpecification search) {
        PlainText.require("name", search.name());
        PlainText.require("baseline.name", search.baseline().baseline().name());
        Require.between("recipe.epochs", search.recipe().recipe().epochs(), 1, limits.epochs());
        Require.between(
                "resolution", search.baseline().baseline().architecture().resolution(), 1, limits.resolution());
    }

    /** The values of phi, with coefficients that any network can be scaled by. */
    void checkLadder(SearchPlan plan) {
        try {
            Ladder.powers(
                    plan.scaler(),
                    new Coefficients(1, 1, 1),
                    plan.specification().ladder());
        } catch (InvalidValueException invalid) {
            boolean phiIsWrong = invalid.field().equals("phi");
            throw phiIsWrong ? new InvalidValueException("ladder", invalid.given(), invalid.allowed()) : invalid;
        }
    }

    void check(SearchPlan plan, CandidateSet candidates) {
        SearchSpecification search = plan.specification();
        int count = candidates.candidates().size();
        Require.between("number of candidates", count, 1, limits.candidates());
        long trials = search.budget().most(count).trainings();
        if (trials > limits.trials()) {
            throw new InvalidValueException(
                    "number of trials",
                    trials,
                    "at most %,d: fewer candidates, seeds or rungs".formatted(limits.trials()));
        }
        List<Candidate> all = Stream.concat(
                        candidates.candidates().stream(),
                        plan.controls().stream().map(Control::candidate))
                .toList();
        all.stream()
                .mapToInt(candidate -> candidate.architecture().resolution())
                .max()
                .ifPresent(largest -> Require.between("largest resolution", largest, 1, limits.resolution()));
        int batchSize = plan.recipe().batchSize();
        all.stream()
                .mapToLong(candidate -> candidate.cost().trainingMemory(batchSize))
                .max()
                .ifPresent(most -> checkMemory(most, batchSize));
    }

    /** By the user's own limit. @return what the user should know, where it could not be checked */
    Optional<String> checkCost(SearchPlan plan, CandidateSet candidates) {
        return estimates.check(plan.specification().limit(), plan, candidates);
    }

    private static void checkMemory(long needed, int batchSize) {
        if (needed > MOST_MEMORY) {
            throw new InvalidValueException(
                    "recipe.batchSize",
                    batchSize,
                    "one with which the largest candidate trains in less than a PiB; this one needs %,d GiB"
                            .formatted(needed >> 30));
        }
    }
}
