package io.phiscale.search.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is summed up over a search's candidates and trials. */
@Component
class SearchFigures {
    private final JdbcClient jdbc;

    SearchFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Figures(SearchProgress progress, long candidates, @Nullable Double bestTop1) {}

    Map<Long, Figures> of(Collection<Long> searches) {
        if (searches.isEmpty()) {
            return Map.of();
        }
        Map<Long, Figures> figures = new HashMap<>();
        jdbc.sql(
                        """
                        with done as (
                            select t.search_id,
                                   count(*) as total,
                                   count(*) filter (where t.state not in ('QUEUED', 'RUNNING')) as finished,
                                   count(*) filter (where t.state = 'RUNNING') as running,
                                   count(*) filter (where t.state = 'FAILED') as failed,
                                   sum(c.multiply_adds * case when t.state in ('QUEUED', 'RUNNING') then t.fraction
                                                              else 1 end) / sum(c.multiply_adds) as fraction
                            from trial t join candidate c on c.id = t.candidate_id
                            where t.search_id in (:searches)
                            group by t.search_id)
                        select d.*,
                               extract(epoch from clock_timestamp() - s.started_at) as seconds,
                               s.ended_at is not null as over,
                               (select count(*) from candidate c where c.search_id = s.id) as candidates,
                               (select max(c.mean_top1) from candidate c where c.search_id = s.id) as best
                        from done d join search s on s.id = d.search_id
                        """)
                .param("searches", searches)
                .query((row, number) -> {
                    double fraction = row.getDouble("fraction");
                    double seconds = row.getDouble("seconds");
                    boolean known = !row.wasNull() && fraction > 0 && fraction < 1 && !row.getBoolean("over");
                    SearchProgress progress = new SearchProgress(
                            fraction,
                            row.getLong("finished"),
                            row.getLong("running"),
                            row.getLong("failed"),
                            row.getLong("total"),
                            known ? seconds * (1 - fraction) / fraction : null);
                    Figures one = new Figures(progress, row.getLong("candidates"), row.getObject("best", Double.class));
                    return Map.entry(row.getLong("search_id"), one);
                })
                .list()
                .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
        return figures;
    }
}
