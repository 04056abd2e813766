package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.candidate.Neighbourhood;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** A search that begins with the answer of another one. */
public enum FollowUp {
    /**
     * Whether the answer extrapolates: the model that it gives at another φ, beside networks of the same cost that grow in one
     * dimension alone, each with three seeds or more.
     */
    CHECK("checked") {
        @Override
        CandidateStrategy strategy(CandidateStrategy first, Coefficients answer, double target, double phi) {
            if (phi == first.phi()) {
                throw new InvalidValueException("phi", phi, "another one than that of the search itself");
            }
            return new Listed(List.of(answer), target, phi);
        }

        @Override
        Budget budget(Budget first) {
            List<Long> seeds = first.seeds().size() >= LEAST_SEEDS
                    ? first.seeds()
                    : LongStream.range(0, LEAST_SEEDS)
                            .mapToObj(further -> first.seeds().get(0) + further)
                            .toList();
            return new Budget(first.rungs(), seeds, seeds.size(), first.confidence());
        }
    },
    /** A better answer around a larger model: networks of its cost that spend their growth much as it does. */
    REFINE("refined") {
        @Override
        CandidateStrategy strategy(CandidateStrategy first, Coefficients answer, double target, double phi) {
            Realised realised = first instanceof Realised own ? own : Realised.DEFAULT;
            return new Realised(
                    realised.costs(),
                    realised.band(),
                    realised.most(),
                    realised.step(),
                    target,
                    phi,
                    new Neighbourhood(answer, NEAR));
        }

        @Override
        Budget budget(Budget first) {
            return first;
        }
    };

    private static final int LEAST_SEEDS = 3;
    /** Of shares: about a fifth of the way from one corner of the triangle to another. */
    private static final double NEAR = 0.3;

    private final String inWords;

    FollowUp(String inWords) {
        this.inWords = inWords;
    }

    abstract CandidateStrategy strategy(CandidateStrategy first, Coefficients answer, double target, double phi);

    abstract Budget budget(Budget first);

    /**
     * The follow-up as a document for {@link SpecificationReader}.
     *
     * @param search the number of the first search
     * @param plan of the first search
     * @param answer the coefficients that it came to
     * @param phi that the follow-up's networks are built at
     * @throws InvalidValueException where there is no such model
     */
    public String write(long search, SearchPlan plan, Coefficients answer, double phi) {
        Cost baseline = plan.scaler().baseline().architecture().cost();
        double ratio = plan.scaler().scale(answer.at(phi)).cost().ratioTo(baseline);
        // As much as the answer's own model costs, rounding and all: its rivals are to be no cheaper.
        double target = Math.round(Math.pow(ratio, 1 / phi) * 1e4) / 1e4;
        Budget budget = budget(plan.specification().budget());
        return SpecificationWriter.write(SearchDocument.of(plan)
                .followedBy(
                        search,
                        name(plan.specification().name(), phi),
                        StrategyDocument.of(strategy(plan.specification().strategy(), answer, target, phi)),
                        budget.seeds(),
                        BudgetDocument.of(budget)));
    }

    private String name(String first, double phi) {
        String ending = ": %s at φ = %s".formatted(inWords, Quantity.plain(phi, 2));
        return first.substring(0, Math.min(first.length(), SearchDocument.MOST_NAME - ending.length())) + ending;
    }

    /** Such as {@code check}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
