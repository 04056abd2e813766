package io.phiscale.search.scheduling;

import io.phiscale.analysis.scheduling.Ledger;
import io.phiscale.analysis.scheduling.Outcome;
import io.phiscale.analysis.scheduling.Training;
import io.phiscale.analysis.selection.Objective;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.trial.TrialState;
import io.phiscale.specification.SearchPlan;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is stored of a search's trainings, as its schedule depends on it. */
@Component
class Ledgers {
    private final JdbcClient jdbc;
    private final CostRatios ratios;

    Ledgers(JdbcClient jdbc, CostRatios ratios) {
        this.jdbc = jdbc;
        this.ratios = ratios;
    }

    Ledger of(long search, SearchPlan plan) {
        Objective objective = plan.specification().objective();
        // This is asked for with every decision.
        ToDoubleFunction<String> costs = objective.exponent() == 0 ? any -> 1 : ratios.of(search, plan);
        Ledger ledger = new Ledger(candidates(search));
        record Row(Training training, Outcome outcome) {}
        jdbc.sql(
                        """
                        select c.fingerprint, t.seed, t.rung, t.state, r.validation_top1
                        from trial t
                        join candidate c on c.id = t.candidate_id
                        left join trial_result r on r.trial_id = t.id
                        where t.search_id = :search
                        order by t.id
                        """)
                .param("search", search)
                .query((row, number) -> new Row(
                        new Training(row.getString("fingerprint"), row.getLong("seed"), row.getInt("rung")),
                        switch (TrialState.valueOf(row.getString("state"))) {
                            case QUEUED, RUNNING -> new Outcome.Pending();
                            case DONE ->
                                new Outcome.Scored(objective.score(
                                        row.getDouble("validation_top1"),
                                        costs.applyAsDouble(row.getString("fingerprint"))));
                            case DIVERGED -> new Outcome.Diverged();
                            case FAILED, CANCELLED, STOPPED -> new Outcome.Lost();
                        }))
                .list()
                .forEach(row -> ledger.put(row.training(), row.outcome()));
        return ledger;
    }

    /** The cheapest first: of equal scores, the cheaper network is the better one. */
    private List<String> candidates(long search) {
        return jdbc.sql(
                        "select fingerprint from candidate where search_id = :search and competes order by multiply_adds, id")
                .param("search", search)
                .query(String.class)
                .list();
    }

    /** @param coefficients the first that build it */
    record Known(Coefficients coefficients, double costRatio, boolean control) {}

    /** Of every candidate, by its fingerprint. */
    Map<String, Known> known(long search) {
        record Row(String fingerprint, Known known) {}
        return jdbc
                .sql(
                        """
                        select c.fingerprint, c.cost_ratio, c.control is not null as control, a.alpha, a.beta, a.gamma
                        from candidate c join candidate_alias a on a.candidate_id = c.id and a.position = 0
                        where c.search_id = :search
                        """)
                .param("search", search)
                .query((row, number) -> new Row(
                        row.getString("fingerprint"),
                        new Known(
                                new Coefficients(row.getDouble("alpha"), row.getDouble("beta"), row.getDouble("gamma")),
                                row.getDouble("cost_ratio"),
                                row.getBoolean("control"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::fingerprint, Row::known));
    }
}
