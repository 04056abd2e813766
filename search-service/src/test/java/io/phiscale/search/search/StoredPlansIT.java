package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.selection.SelectionRule;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.specification.SearchPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Plans that an earlier version stored. */
class StoredPlansIT extends CoordinatorTest {
    private static final String MIGRATION = "/db/migration/V8__rungs.sql";

    @Autowired
    private Searches searches;

    @Test
    void aPlanFromBeforeThereWereBudgetsIsReadAfterItsMigration() throws IOException {
        long id = submit(TINY + "seeds: [4, 2]\n");
        jdbc.sql(
                        """
                        update search
                        set plan = jsonb_set(plan #- '{specification,budget}' #- '{specification,limit}'
                                                  #- '{specification,rule}' #- '{specification,controls}'
                                                  #- '{recipe,schedule,restarts}',
                                             '{specification,seeds}', '[4, 2]')
                        where id = :id
                        """)
                .param("id", id)
                .update();

        jdbc.sql(rewriteOfPlans()).update();

        SearchPlan plan = searches.plan(id);
        Budget budget = plan.specification().budget();
        assertThat(budget.seeds()).containsExactly(4L, 2L);
        assertThat(budget.rungs().epochs()).containsExactly(2);
        assertThat(budget.mostSeeds()).isEqualTo(2);
        assertThat(plan.recipe(0)).isEqualTo(plan.recipe());
        assertThat(plan.specification().rule()).isEqualTo(SelectionRule.MEASURED);
        assertThat(plan.controls()).isEmpty();
        worker("one").work(claim -> 0.5);
        await(id, "DONE");
        assertThat(List.of(4L, 2L))
                .containsAll(jdbc.sql("select distinct seed from trial where search_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .list());
    }

    /** The last statement of the migration. */
    private static String rewriteOfPlans() throws IOException {
        try (InputStream migration = StoredPlansIT.class.getResourceAsStream(MIGRATION)) {
            assertThat(migration).isNotNull();
            String text = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("update search\nset plan ="));
        }
    }
}
