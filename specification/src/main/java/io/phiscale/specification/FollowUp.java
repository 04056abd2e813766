package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.CostMeasure;
import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.candidate.Neighbourhood;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** A search that begins with the answer of another one. */
public enum FollowUp {
    /**
     * Whether the answer extrapolates: the model that it gives at another φ, beside networks of the same cost that grow in one
     * dimension alone, each with three seeds or more.
     */
    CHECK("checked", 1) {
        @Override
        CandidateStrategy strategy(
                CandidateStrategy first, Coefficients answer, double phi, ToDoubleFunction<CostMeasure> ratio) {
            if (phi == first.phi()) {
                throw new InvalidValueException("phi", phi, "another one than that of the search itself");
            }
            // Controls are held equal in multiply-adds.
            return new Listed(List.of(answer), target(ratio.applyAsDouble(CostMeasure.MULTIPLY_ADDS), phi), phi);
        }

        @Override
        Budget budget(Budget first) {
            List<Long> seeds = first.seeds().size() >= LEAST_SEEDS
                    ? first.seeds()
                    : LongStream.range(0, LEAST_SEEDS)
                            .mapToObj(further -> first.seeds().get(0) + further)
                            .toList();
            // All of them are to come to the end.
            return new Budget(first.rungs(), seeds, seeds.size(), first.confidence());
        }
    },
    /** A better answer around a larger model: networks of its cost that spend their growth much as it does. */
    REFINE("refined", 2) {
        @Override
        CandidateStrategy strategy(
                CandidateStrategy first, Coefficients answer, double phi, ToDoubleFunction<CostMeasure> ratio) {
            Realised realised = first instanceof Realised own ? own : Realised.DEFAULT;
            DoubleSummaryStatistics ratios =
                    realised.costs().stream().mapToDouble(ratio).summaryStatistics();
            // Of several costs, each of the model's own is to be within the band.
            double middle = Math.sqrt(ratios.getMin() * ratios.getMax());
            double needed = ratios.getMax() / middle - 1;
            return new Realised(
                    realised.costs(),
                    Math.max(realised.band(), Math.ceil(needed * 1e3 + 1) / 1e3),
                    realised.most(),
                    realised.step(),
                    target(middle, phi),
                    phi,
                    new Neighbourhood(answer, Neighbourhood.DEFAULT_WITHIN));
        }

        @Override
        Budget budget(Budget first) {
            return first;
        }
    };

    private static final int LEAST_SEEDS = 3;

    private final String inWords;
    private final int further;

    /** @param further than the first search's φ, where nobody says */
    FollowUp(String inWords, int further) {
        this.inWords = inWords;
        this.further = further;
    }

    /** The φ that its networks are built at where nobody says, such as 2 for a check of a search at φ = 1. */
    public double usualPhi(SearchPlan first) {
        return first.specification().strategy().phi() + further;
    }

    /** @param ratio of what the answer's model costs, over what the baseline does */
    abstract CandidateStrategy strategy(
            CandidateStrategy first, Coefficients answer, double phi, ToDoubleFunction<CostMeasure> ratio);

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
        Require.between("phi", phi, 0.01, 10);
        Cost baseline = plan.scaler().baseline().architecture().cost();
        Cost model = plan.scaler().scale(answer.at(phi)).cost();
        int batchSize = plan.recipe().batchSize();
        ToDoubleFunction<CostMeasure> ratio = measure -> measure.of(model, batchSize) / measure.of(baseline, batchSize);
        Budget budget = budget(plan.specification().budget());
        return SpecificationWriter.write(SearchDocument.of(plan)
                .followedBy(
                        search,
                        name(plan.specification().name(), phi),
                        StrategyDocument.of(strategy(plan.specification().strategy(), answer, phi, ratio)),
                        budget.seeds(),
                        BudgetDocument.of(budget)));
    }

    /** That makes networks cost as much as the answer's own model, rounding and all: its rivals are to be no cheaper. */
    private static double target(double ratio, double phi) {
        return Math.round(Math.pow(ratio, 1 / phi) * 1e4) / 1e4;
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
