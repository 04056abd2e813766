package io.phiscale.search.selection;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trials of a search came to, once they are all over. */
@Component
class Measured {
    private final JdbcClient jdbc;

    Measured(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Within the caller's transaction.
     *
     * @return whether the search is on its way, and nobody else at it
     */
    boolean lock(long search) {
        return jdbc.sql(
                        """
                        select id from search
                        where id = :search and state in ('QUEUED', 'RUNNING', 'SELECTING')
                        for update skip locked
                        """)
                .param("search", search)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** By a statement that begins once the search is locked: what was queued before that is seen for sure. */
    boolean isOver(long search) {
        return jdbc.sql(
                        """
                        select not exists (select from trial
                                           where search_id = :search and state in ('QUEUED', 'RUNNING'))
                        """)
                .param("search", search)
                .query(Boolean.class)
                .single();
    }

    /** What came of one training; a diverged one is as wrong as can be. */
    record Result(int rung, long seed, double top1, boolean diverged) {}

    /** For each candidate that has any. */
    Map<Long, List<Result>> results(long search) {
        record Row(long candidate, Result result) {}
        return jdbc
                .sql(
                        """
                        select t.candidate_id, t.rung, t.seed, r.diverged,
                               case when r.diverged then 0 else r.validation_top1 end as top1
                        from trial_result r join trial t on t.id = r.trial_id
                        where t.search_id = :search order by t.candidate_id, t.rung, t.seed
                        """)
                .param("search", search)
                .query((row, number) -> new Row(
                        row.getLong("candidate_id"),
                        new Result(
                                row.getInt("rung"),
                                row.getLong("seed"),
                                row.getDouble("top1"),
                                row.getBoolean("diverged"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::candidate, Collectors.mapping(Row::result, Collectors.toList())));
    }

    /** Trainings that came to a result, though it may be that they diverged. */
    long successes(long search) {
        return jdbc.sql(
                        "select count(*) from trial_result r join trial t on t.id = r.trial_id where t.search_id = :search")
                .param("search", search)
                .query(Long.class)
                .single();
    }

    /** Trainings whose loss was no number any more. */
    long diverged(long search) {
        return jdbc.sql(
                        """
                        select count(*) from trial_result r join trial t on t.id = r.trial_id
                        where t.search_id = :search and r.diverged
                        """)
                .param("search", search)
                .query(Long.class)
                .single();
    }

    long failures(long search) {
        return jdbc.sql("select count(*) from trial where search_id = :search and state = 'FAILED'")
                .param("search", search)
                .query(Long.class)
                .single();
    }

    String firstFailure(long search) {
        return jdbc.sql(
                        """
                        select coalesce(error, 'no reason given') from trial
                        where search_id = :search and state = 'FAILED' order by ended_at limit 1
                        """)
                .param("search", search)
                .query(String.class)
                .optional()
                .orElse("no reason given");
    }
}
