package io.phiscale.search.search;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes of a search's state: one statement each, which changes nothing where the state does not allow it. */
@Component
public class SearchTransitions {
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
                            ended_at = case when :over then clock_timestamp() else ended_at end
                        where id = :id and state in (:before)
                        """)
                        .param("id", search)
                        .param("next", next.name())
                        .param("over", next.isOver())
                        .param("before", before)
                        .update()
                == 1;
    }

    /** Ends a search that has no answer. */
    public void fail(long search, String error) {
        if (move(search, SearchState.FAILED)) {
            explain(search, error);
        }
    }

    /** @return whether the search was over, and is gone now with everything that belongs to it */
    boolean remove(long search) {
        return jdbc.sql("delete from search where id = :id and state in ('DONE', 'FAILED', 'CANCELLED')")
                        .param("id", search)
                        .update()
                == 1;
    }

    /** What the user should know about how the search ended. */
    public void explain(long search, String error) {
        jdbc.sql("update search set error = :error where id = :id")
                .param("id", search)
                .param("error", error)
                .update();
    }
}
