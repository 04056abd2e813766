package io.phiscale.search.trial;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends trainings that are behind: after a share of their rung's epochs, those whose accuracy is below the median of the other
 * candidates' after as many epochs (Golovin et al., Google Vizier, KDD 2017). Controls are always trained to the end, and so
 * are further seeds of a candidate: without the unlucky ones, its mean would be too high.
 */
@Component
class MedianStopping {
    /** Fewer say little of where the middle is. */
    private static final int LEAST_OTHERS = 3;

    private final JdbcClient jdbc;

    MedianStopping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * After an epoch of a training was stored.
     *
     * @param epoch from 1, with those of the rungs below
     * @return whether the training is over now
     */
    boolean ends(long trial, long token, int epoch, double top1) {
        return jdbc.sql(
                                """
                        with late as (
                            select t.id, t.search_id, t.rung
                            from trial t
                            join search s on s.id = t.search_id
                            join candidate c on c.id = t.candidate_id
                            cross join lateral (
                                select (s.plan #>> array['specification', 'budget', 'rungs', 'epochs', t.rung::text])::int
                                       as last) as rung
                            where t.id = :trial and t.token = :token and t.state = 'RUNNING'
                              and s.median_after is not null and c.competes
                              and not exists (select from trial d join trial_result r on r.trial_id = d.id
                                              where d.candidate_id = t.candidate_id and d.rung = t.rung)
                              and :epoch < rung.last
                              and :epoch >= rung.last - t.epochs + ceil(s.median_after * t.epochs)),
                        other as (
                            -- What an attempt that was given up had reported counts only where no later one did.
                            select distinct on (o.id) e.validation_top1
                            from late
                            join trial o on o.search_id = late.search_id and o.rung = late.rung and o.id <> late.id
                            join candidate c on c.id = o.candidate_id and c.competes
                            join trial_epoch e on e.trial_id = o.id and e.epoch = :epoch
                            where o.state in ('RUNNING', 'DONE', 'STOPPED')
                            order by o.id, e.token desc),
                        over as (
                            update trial set state = 'STOPPED', lease_until = null, ended_at = clock_timestamp()
                            where id = (select id from late) and token = :token and state = 'RUNNING'
                              and :top1 < (select case when count(*) >= :least
                                                       then percentile_cont(0.5) within group (order by validation_top1) end
                                           from other)
                            returning id),
                        history as (
                            update attempt set ended_at = clock_timestamp(), outcome = 'STOPPED'
                            from over where attempt.trial_id = over.id and attempt.token = :token)
                        select count(*) from over
                        """)
                        .param("trial", trial)
                        .param("token", token)
                        .param("epoch", epoch)
                        .param("top1", top1)
                        .param("least", LEAST_OTHERS)
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
