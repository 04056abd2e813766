package io.phiscale.search.search;

import io.phiscale.search.configuration.PhiscaleProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is summed up over a search's candidates and trials. */
@Component
class SearchFigures {
    private static final long MEBIBYTE = 1 << 20;

    private final JdbcClient jdbc;
    private final double presentSeconds;

    SearchFigures(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.presentSeconds = properties.worker().presentSeconds();
    }

    /** @param hint why nothing moves, where that is so */
    record Figures(SearchProgress progress, long candidates, @Nullable Double bestTop1, @Nullable String hint) {}

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
                                   max(t.required_memory) filter (where t.state = 'QUEUED') as needed,
                                   sum(c.multiply_adds * t.epochs) as queued,
                                   sum(c.multiply_adds * t.epochs * case when t.state in ('QUEUED', 'RUNNING')
                                                                        then t.fraction else 1 end) as work
                            from trial t join candidate c on c.id = t.candidate_id
                            where t.search_id in (:searches)
                            group by t.search_id)
                        select d.*,
                               case when s.state = 'DONE' then 1
                                    else d.work / greatest(d.queued, s.expected_work) end as fraction,
                               extract(epoch from clock_timestamp() - s.started_at) as seconds,
                               s.ended_at is not null as over, s.paused, s.engine, s.device,
                               array_to_string(s.labels, ', ') as labels,
                               present.engines, present.offered, present.trusted,
                               (select count(*) from candidate c where c.search_id = s.id and c.competes) as candidates,
                               (select max(c.mean_top1) from candidate c where c.search_id = s.id and c.competes) as best
                        from done d join search s on s.id = d.search_id
                        cross join lateral (
                            select count(*) as engines,
                                   max(w.memory) filter (where s.labels <@ w.labels) as offered,
                                   max(w.memory) filter (
                                       where s.labels <@ w.labels
                                         and (w.put_aside_until is null or w.put_aside_until < clock_timestamp()))
                                       as trusted
                            from worker w
                            where s.engine = any (w.engines) and s.device = w.device
                              and w.last_seen > clock_timestamp() - make_interval(secs => :present)) as present
                        """)
                .param("searches", searches)
                .param("present", presentSeconds)
                .query((row, number) -> {
                    double fraction = row.getDouble("fraction");
                    double seconds = row.getDouble("seconds");
                    boolean moves = !row.wasNull() && !row.getBoolean("over") && !row.getBoolean("paused");
                    boolean known = moves && fraction > 0 && fraction < 1;
                    SearchProgress progress = new SearchProgress(
                            fraction,
                            row.getLong("finished"),
                            row.getLong("running"),
                            row.getLong("failed"),
                            row.getLong("total"),
                            known ? seconds * (1 - fraction) / fraction : null);
                    Figures one = new Figures(
                            progress, row.getLong("candidates"), row.getObject("best", Double.class), hint(row));
                    return Map.entry(row.getLong("search_id"), one);
                })
                .list()
                .forEach(entry -> figures.put(entry.getKey(), entry.getValue()));
        return figures;
    }

    private static @Nullable String hint(ResultSet row) throws SQLException {
        Long needed = row.getObject("needed", Long.class);
        Long offered = row.getObject("offered", Long.class);
        if (needed == null) {
            return null;
        }
        if (row.getBoolean("paused")) {
            return "The search is paused: none of its trials is given out until it is resumed.";
        }
        if (row.getLong("engines") == 0) {
            return "Trials wait for a worker with engine %s on %s: none was heard of lately."
                    .formatted(row.getString("engine"), row.getString("device"));
        }
        if (offered == null) {
            return "Trials wait for a worker labelled %s: none was heard of lately.".formatted(row.getString("labels"));
        }
        if (needed > offered) {
            return "Trials wait for a worker with %,d MiB of memory; the largest has %,d MiB."
                    .formatted(needed / MEBIBYTE, offered / MEBIBYTE);
        }
        Long trusted = row.getObject("trusted", Long.class);
        return trusted != null && needed <= trusted
                ? null
                : "Trials wait: whichever workers could train them were put aside after failures, as the list of workers"
                        + " says.";
    }
}
