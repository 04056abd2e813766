package io.phiscale.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Promotion;
import io.phiscale.analysis.selection.SelectionRule;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetDocumentTests {
    private static final String SEARCH =
            """
            baseline: mbconv-nano
            dataset: {name: shapes}
            """;

    @Test
    void withoutABudgetEverythingIsTrainedAlike() {
        assertThat(read("recipe: {epochs: 7}").budget()).isEqualTo(Budget.same(7, List.of(1L)));
    }

    @Test
    void anEmptyBudgetHasEverythingThatPays() {
        Budget budget = read("recipe: {epochs: 18}\nbudget: {}").budget();

        assertThat(budget.rungs().epochs()).containsExactly(2, 18);
        assertThat(budget.rungs().promotion()).isEqualTo(Promotion.CORRECTED);
        assertThat(budget.mostSeeds()).isEqualTo(3);
        assertThat(budget.confidence()).isEqualTo(0.95);
    }

    @Test
    void theFirstRungIsLongerThanTheWarmUpWhereNobodySaysHowLong() {
        assertThat(read("recipe: {epochs: 18, schedule: {warmupEpochs: 5}}\nbudget: {}")
                        .budget()
                        .rungs()
                        .epochs())
                .containsExactly(6, 18);
        assertThat(read("recipe: {epochs: 1}\nbudget: {}").budget().rungs().epochs())
                .containsExactly(1);
    }

    @Test
    void theLastRungIsHowLongTheRecipeTrainsAndItsScheduleFitsEach() {
        SearchSpecification search =
                read("budget: {rungs: [2, 6], keep: 0.5, least: 3, promotion: early, mostSeeds: 5}");

        assertThat(search.recipe().recipe().epochs()).isEqualTo(6);
        assertThat(search.recipe().recipe().schedule().restarts()).containsExactly(2);
        assertThat(search.budget().rungs().kept(10)).isEqualTo(5);
        assertThat(search.budget().rungs().promotion()).isEqualTo(Promotion.EARLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "budget: {rungs: [6, 2]}; budget.rungs; each larger than the one before",
                "budget: {rungs: [2, 6], keep: 1.5}; budget.keep; 0.99",
                "budget: {rungs: [6], keep: 0.5}; budget.rungs; two or more",
                "budget: {rungs: [2, 6]}|recipe: {epochs: 7}; budget.rungs; end with the recipe's 7 epochs",
                "budget: {rungs: [2, 6]}|recipe: {schedule: {warmupEpochs: 3}}; recipe.schedule.warmupEpochs; first rung",
                "budget: {mostSeeds: 1, confidence: 0.9}; budget.mostSeeds; one seed says nothing about noise",
                "budget: {mostSeeds: 2}|seeds: [1, 2, 3]; budget.mostSeeds; 3",
                "budget: {confidence: 95}; budget.confidence; 0.9999",
                "limit: {hours: 0}; limit.hours; 0",
                "limit: {images: 0}; limit.images; 1",
            })
    void whatCannotBeIsNamedWithWhatIsAllowed(String yaml, String field, String allowed) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read(yaml.replace("|", "\n")))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(field))
                .withMessageContaining(allowed);
    }

    @Test
    void theRuleOfSelectionIsTheUsers() {
        assertThat(read("").rule()).isEqualTo(SelectionRule.SURFACE);
        assertThat(read("objective: {select: knee}").rule()).isEqualTo(SelectionRule.KNEE);
    }

    private static SearchSpecification read(String more) {
        return SpecificationReader.readSearch(SEARCH + more);
    }
}
