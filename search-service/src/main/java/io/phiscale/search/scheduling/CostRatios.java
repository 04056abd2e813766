package io.phiscale.search.scheduling;

import io.phiscale.analysis.selection.CostIndicator;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.specification.SearchPlan;
import java.util.Collection;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What candidates cost by the indicator of a search's objective, in multiples of the baseline. */
@Component
public class CostRatios {
    private final JdbcClient jdbc;

    CostRatios(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by fingerprint; the median of all for what nobody has measured */
    public ToDoubleFunction<String> of(long search, SearchPlan plan) {
        CostIndicator indicator = plan.specification().objective().cost();
        Map<String, Double> ratios =
                indicator == CostIndicator.LATENCY ? measured(search, plan) : counted(search, plan, indicator);
        double unknown = median(ratios.values(), 1);
        return fingerprint -> ratios.getOrDefault(fingerprint, unknown);
    }

    private Map<String, Double> counted(long search, SearchPlan plan, CostIndicator indicator) {
        Cost baseline = plan.scaler().baseline().architecture().cost();
        record Row(String fingerprint, Cost cost) {}
        return jdbc
                .sql(
                        "select fingerprint, parameters, multiply_adds, activations from candidate where search_id = :search")
                .param("search", search)
                .query((row, number) -> new Row(
                        row.getString("fingerprint"),
                        new Cost(row.getLong("parameters"), row.getLong("multiply_adds"), row.getLong("activations"))))
                .stream()
                .collect(Collectors.toMap(Row::fingerprint, row -> indicator
                        .ratio(row.cost(), baseline, plan.recipe().batchSize())
                        .orElseThrow()));
    }

    /**
     * The fastest of a network's trainings: others were slower by what their machine did besides. Where the baseline was
     * not trained, or not yet, the median of the others takes its place, which changes no order.
     */
    private Map<String, Double> measured(long search, SearchPlan plan) {
        record Row(String fingerprint, double latency) {}
        Map<String, Double> latencies = jdbc
                .sql(
                        """
                        select c.fingerprint, min(r.latency) as latency
                        from trial_result r join trial t on t.id = r.trial_id join candidate c on c.id = t.candidate_id
                        where t.search_id = :search and r.latency is not null
                        group by c.fingerprint
                        """)
                .param("search", search)
                .query((row, number) -> new Row(row.getString("fingerprint"), row.getDouble("latency")))
                .stream()
                .collect(Collectors.toMap(Row::fingerprint, Row::latency));
        double baseline = latencies.getOrDefault(
                plan.scaler().baseline().architecture().fingerprint(), median(latencies.values(), 1));
        return latencies.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() / baseline));
    }

    /** The upper one of two in the middle. */
    private static double median(Collection<Double> numbers, double ofNone) {
        return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(ofNone);
    }
}
