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

    /** Searches whose trials are all over, and which have no end yet. */
    List<Long> ready() {
        return jdbc.sql(
                        """
                        select s.id from search s
                        where s.state in ('QUEUED', 'RUNNING', 'SELECTING')
                          and not exists (select from trial t
                                          where t.search_id = s.id and t.state in ('QUEUED', 'RUNNING'))
                        order by s.id
                        limit 100
                        """)
                .query(Long.class)
                .list();
    }

    /** Within the caller's transaction. @return whether it is still to be completed, by us */
    boolean lockReady(long search) {
        // Failed trials may have been queued again since: only a statement that begins once the search is locked sees
        // them for sure.
        return lock(search) && isOver(search);
    }

    private boolean lock(long search) {
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

    private boolean isOver(long search) {
        return jdbc.sql(
                        """
                        select not exists (select from trial
                                           where search_id = :search and state in ('QUEUED', 'RUNNING'))
                        """)
                .param("search", search)
                .query(Boolean.class)
                .single();
    }

    /** Validation top-1 for each candidate; a diverged training is as wrong as can be. */
    Map<Long, List<Double>> top1(long search) {
        record Row(long candidate, double top1) {}
        return jdbc
                .sql(
                        """
                        select t.candidate_id, case when r.diverged then 0 else r.validation_top1 end as top1
                        from trial_result r join trial t on t.id = r.trial_id
                        where t.search_id = :search order by t.candidate_id, t.seed
                        """)
                .param("search", search)
                .query((row, number) -> new Row(row.getLong("candidate_id"), row.getDouble("top1")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::candidate, Collectors.mapping(Row::top1, Collectors.toList())));
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
