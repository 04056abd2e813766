package io.phiscale.specification;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.selection.CoefficientChoice;
import io.phiscale.analysis.selection.Objective;
import io.phiscale.analysis.selection.SelectionRule;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question, as the user put it: which coefficients suit this baseline on this data set? Defaults are filled in;
 * what depends on the data set is still open until {@link #plan}.
 *
 * @param recipe of a training to the last rung
 * @param controls whether networks are trained that compound scaling is held against
 * @param rule by which one of the candidates is chosen
 * @param coefficients which of those that build the chosen candidate stand for it
 * @param follows the search that this one checks or refines; null for none
 * @param labels that a worker must have, all of them, to train for it
 */
public record SearchSpecification(
        String name,
        BaselineChoice baseline,
        CandidateStrategy strategy,
        Rounding rounding,
        DataChoice data,
        RecipeChoice recipe,
        Budget budget,
        CostLimit limit,
        boolean controls,
        Objective objective,
        SelectionRule rule,
        CoefficientChoice coefficients,
        PlatformChoice platform,
        List<String> labels,
        List<Double> ladder,
        @Nullable Long follows) {
    public SearchSpecification {
        // Plans that were stored before searches had these hold none.
        limit = limit == null ? CostLimit.NONE : limit;
        rule = rule == null ? SelectionRule.MEASURED : rule;
        coefficients = coefficients == null ? CoefficientChoice.TARGET : coefficients;
        platform = platform == null ? PlatformChoice.OPEN : platform;
        labels = labels == null ? List.of() : List.copyOf(labels);
        ladder = List.copyOf(ladder);
    }

    /**
     * The search on the data set that it names, with a platform that any machine has where it leaves the choice.
     *
     * @param facts of the data set called {@link DataChoice#name}
     * @throws InvalidValueException where network, recipe and data do not fit together
     */
    public SearchPlan plan(DataSetFacts facts) {
        var selection = data.of(facts);
        Recipe suited = recipe.of(facts);
        if (suited.batchSize() > selection.trainingImages()) {
            throw new InvalidValueException(
                    "recipe.batchSize",
                    suited.batchSize(),
                    "at most the %,d images to train on".formatted(selection.trainingImages()));
        }
        return new SearchPlan(
                this, facts, new Scaler(baseline.forData(facts), rounding), selection, suited, platform.anywhere());
    }
}
