package io.phiscale.search.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trainings of a search rest on: versions, machines, the data's hash. */
@Component
public class Provenances {
    private final JdbcClient jdbc;

    Provenances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every value that any training gave, by its name; without what differs by design. */
    public Map<String, List<String>> of(long search) {
        Map<String, List<String>> values = new TreeMap<>();
        jdbc.sql(
                        """
                        select facts.key, array_agg(distinct facts.value order by facts.value) as given
                        from trial t
                        join trial_result r on r.trial_id = t.id
                        cross join jsonb_each_text(r.provenance) as facts
                        where t.search_id = :search and facts.key not in ('seed', 'architecture')
                        group by facts.key
                        """)
                .param("search", search)
                .query((row, number) -> Map.entry(row.getString("key"), List.of((String[])
                        row.getArray("given").getArray())))
                .list()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
