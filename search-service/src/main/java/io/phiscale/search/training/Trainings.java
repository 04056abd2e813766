package io.phiscale.search.training;

import io.phiscale.search.trial.TrialState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trainings of searches came to, one by one. */
@Component
public class Trainings {
    private final JdbcClient jdbc;

    Trainings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of rungs and seeds, controls included. */
    public List<Training> of(long search) {
        return jdbc.sql(
                        """
                        select c.id as candidate, c.fingerprint, t.rung, t.seed, r.epochs, t.epochs as added, r.diverged, r.seconds, r.test_top1,
                               case when r.diverged then 0 else r.validation_top1 end as top1
                        from trial_result r join trial t on t.id = r.trial_id join candidate c on c.id = t.candidate_id
                        where t.search_id = :search
                        order by t.rung, t.seed, t.id
                        """)
                .param("search", search)
                .query((row, number) -> new Training(
                        row.getLong("candidate"),
                        row.getString("fingerprint"),
                        row.getInt("rung"),
                        row.getLong("seed"),
                        row.getInt("epochs"),
                        row.getInt("added"),
                        row.getDouble("top1"),
                        row.getBoolean("diverged"),
                        row.getDouble("test_top1"),
                        row.getDouble("seconds")))
                .list();
    }

    /** For each candidate that has any, by its number. */
    public Map<Long, List<Training>> byCandidate(long search) {
        return of(search).stream().collect(Collectors.groupingBy(Training::candidate));
    }

    /** Trials that failed for good. */
    public long failures(long search) {
        return count(search, TrialState.FAILED);
    }

    /** Trials that were ended below the median. */
    public long stopped(long search) {
        return count(search, TrialState.STOPPED);
    }

    /** That these were trained for themselves. */
    public long epochsOfStopped(long search) {
        return jdbc.sql(
                        """
                        select count(distinct (e.trial_id, e.epoch))
                        from trial_epoch e join trial t on t.id = e.trial_id
                        where t.search_id = :search and t.state = 'STOPPED'
                        """)
                .param("search", search)
                .query(Long.class)
                .single();
    }

    /** What these epochs took, validation included. */
    public double secondsOfStopped(long search) {
        return jdbc.sql(
                        """
                        select coalesce(sum(seconds), 0) from (
                            select distinct on (e.trial_id, e.epoch) e.seconds
                            from trial_epoch e join trial t on t.id = e.trial_id
                            where t.search_id = :search and t.state = 'STOPPED'
                            order by e.trial_id, e.epoch, e.token desc) as last
                        """)
                .param("search", search)
                .query(Double.class)
                .single();
    }

    private long count(long search, TrialState state) {
        return jdbc.sql("select count(*) from trial where search_id = :search and state = :state")
                .param("search", search)
                .param("state", state.name())
                .query(Long.class)
                .single();
    }
}
