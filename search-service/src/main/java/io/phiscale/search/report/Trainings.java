package io.phiscale.search.report;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trainings of searches came to, one by one. */
@Component
class Trainings {
    private final JdbcClient jdbc;

    Trainings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of rungs and seeds, controls included. */
    List<Training> of(long search) {
        return jdbc.sql(
                        """
                        select c.fingerprint, t.rung, t.seed, r.epochs, t.epochs as added, r.diverged, r.seconds, r.test_top1,
                               case when r.diverged then 0 else r.validation_top1 end as top1
                        from trial_result r join trial t on t.id = r.trial_id join candidate c on c.id = t.candidate_id
                        where t.search_id = :search
                        order by t.rung, t.seed, t.id
                        """)
                .param("search", search)
                .query((row, number) -> new Training(
                        row.getString("fingerprint"),
                        row.getInt("rung"),
                        row.getLong("seed"),
                        row.getInt("epochs"),
                        row.getInt("added"),
                        row.getDouble("top1"),
                        row.getBoolean("diverged"),
                        row.getObject("test_top1", Double.class),
                        row.getDouble("seconds")))
                .list();
    }

    /** Trials that failed for good. */
    long failures(long search) {
        return jdbc.sql("select count(*) from trial where search_id = :search and state = 'FAILED'")
                .param("search", search)
                .query(Long.class)
                .single();
    }
}
