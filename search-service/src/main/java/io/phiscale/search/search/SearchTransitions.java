package io.phiscale.search.search;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes of a search's state: one statement each, which changes nothing where the state does not allow it. */
@Component
public class SearchTransitions {
    /** Trials whose epochs are removed at a time: each may have a thousand, for every attempt. */
    private static final int PAGE = 100;

    private final JdbcClient jdbc;

    SearchTransitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether the search was in a state from which this one can be reached */
    public boolean move(long search, SearchState next) {
        List<String> before = next.before().stream().map(Enum::name).toList();
        return jdbc.sql(
                                """
                        update search
                        set state = :next,
                            version = version + 1,
                            started_at = case when :next = 'RUNNING' then clock_timestamp() else started_at end,
                            ended_at = case when :over then clock_timestamp() end,
                            -- What is over waits for nobody, and what is tried again goes on at once.
                            paused = paused and not :over
                        where id = :id and state in (:before)
                        """)
                        .param("id", search)
                        .param("next", next.name())
                        .param("over", next.isOver())
                        .param("before", before)
                        .update()
                == 1;
    }

    /** Trials that run go on until their workers' next report. @return whether it was on its way and not paused */
    boolean pause(long search) {
        return jdbc.sql(
                                """
                        update search set paused = true, version = version + 1
                        where id = :id and state in ('QUEUED', 'RUNNING') and not paused
                        """)
                        .param("id", search)
                        .update()
                == 1;
    }

    /** @return whether it was paused */
    boolean resume(long search) {
        return jdbc.sql("update search set paused = false, version = version + 1 where id = :id and paused")
                        .param("id", search)
                        .update()
                == 1;
    }

    /** Holds the search until the end of the caller's transaction. @return its state, where there is such a search */
    Optional<SearchState> lock(long search) {
        return jdbc.sql("select state from search where id = :id for update")
                .param("id", search)
                .query((row, number) -> SearchState.valueOf(row.getString("state")))
                .optional();
    }

    /** A search that was over goes on; what it came to is forgotten. Within the caller's transaction. */
    void reopen(long search) {
        jdbc.sql("delete from selection where search_id = :id")
                .param("id", search)
                .update();
        jdbc.sql("delete from ladder where search_id = :id").param("id", search).update();
        jdbc.sql(
                        "update candidate set rank = null, score = null, contender = null where search_id = :id and rank is not null")
                .param("id", search)
                .update();
        jdbc.sql("update search set error = null where id = :id")
                .param("id", search)
                .update();
        move(search, SearchState.RUNNING);
    }

    /** Ends a search that has no answer. */
    public void fail(long search, String error) {
        if (move(search, SearchState.FAILED)) {
            explain(search, error);
        }
    }

    /** With everything that belongs to it. Within the caller's transaction, which holds the search, and it is over. */
    void remove(long search) {
        // Most of what a large one has, and more than one statement may take the time for.
        Optional<Long> emptied = Optional.of(0L);
        while (emptied.isPresent()) {
            emptied = removeEpochs(search, emptied.get());
        }
        // All else goes with the search by itself.
        jdbc.sql("delete from search where id = :id").param("id", search).update();
    }

    /** Of the trials that follow one. @return the last of them; empty where none follows */
    private Optional<Long> removeEpochs(long search, long after) {
        return jdbc.sql(
                        """
                        with page as (
                            select id from trial where search_id = :id and id > :after order by id limit :page),
                        removed as (
                            delete from trial_epoch using page where trial_epoch.trial_id = page.id)
                        select id from page order by id desc limit 1
                        """)
                .param("id", search)
                .param("after", after)
                .param("page", PAGE)
                .query(Long.class)
                .optional();
    }

    void prioritize(long search, int priority) {
        jdbc.sql("update search set priority = :priority where id = :id")
                .param("id", search)
                .param("priority", priority)
                .update();
    }

    /** What the user should know about how the search ended. */
    public void explain(long search, String error) {
        jdbc.sql("update search set error = :error where id = :id")
                .param("id", search)
                .param("error", error)
                .update();
    }
}
