package io.phiscale.search.selection;

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
