package io.phiscale.search.trial;

import io.phiscale.search.configuration.PhiscaleProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes trials back from workers that are gone, and from those that take too long. */
@Component
public class LeaseReaper {
    /** At a time: the next run takes the next ones. */
    private static final int PAGE = 200;

    private final JdbcClient jdbc;
    private final PhiscaleProperties.Worker settings;

    LeaseReaper(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.worker();
    }

    /**
     * Takes trials back whose leases ran out. A lease under which nothing was heard does not count: its worker may never
     * have got the answer to its claim.
     *
     * @return how many; there may be more as long as there are some
     */
    public int reap() {
        return jdbc.sql(
                        """
                        with expired as (
                            select id from trial
                            where state = 'RUNNING' and lease_until < clock_timestamp()
                            order by lease_until
                            for update skip locked
                            limit :page),
                        reaped as (
                            update trial
                            set state = case when losses + heard::int < :losses then 'QUEUED' else 'FAILED' end,
                                ended_at = case when losses + heard::int < :losses then null
                                                else clock_timestamp() end,
                                losses = losses + heard::int, attempts = attempts - 1,
                                lease_until = null, fraction = 0, error_code = 'LEASE_LOST',
                                error = 'nothing was heard of worker ' || worker || ' for too long'
                            from expired where trial.id = expired.id
                            returning trial.id, trial.token, trial.error)
                        update attempt
                        set ended_at = clock_timestamp(), outcome = 'EXPIRED', error_code = 'LEASE_LOST',
                            error = reaped.error
                        from reaped where attempt.trial_id = reaped.id and attempt.token = reaped.token
                        """)
                .param("page", PAGE)
                .param("losses", settings.losses())
                .update();
    }

    /**
     * Ends attempts that are alive but take longer than a multiple of what the search's finished trials let expect, and a
     * while more. The first time, the trial is queued for another worker; the second time it fails. Their workers learn of
     * it with their next write. Where nothing has finished yet, nothing is expected.
     *
     * @return how many
     */
    public int endOverruns() {
        return jdbc.sql(
                        """
                        with late as (
                            select t.id, extract(epoch from clock_timestamp() - a.started_at) as taken, expected.seconds
                            from trial t
                            join attempt a on a.trial_id = t.id and a.token = t.token
                            join candidate c on c.id = t.candidate_id
                            cross join lateral (
                                select avg(r.seconds / finished.multiply_adds) * c.multiply_adds as seconds
                                from trial_result r
                                join trial ft on ft.id = r.trial_id
                                join candidate finished on finished.id = ft.candidate_id
                                where ft.search_id = t.search_id and ft.rung = t.rung and not r.diverged) as expected
                            where t.state = 'RUNNING'
                              and a.started_at < clock_timestamp() - make_interval(secs => :allowance)
                              and clock_timestamp() - a.started_at
                                  > make_interval(secs => :allowance + :factor * expected.seconds)
                            order by t.id
                            for update of t skip locked
                            limit :page),
                        ended as (
                            update trial
                            set state = case when overruns = 0 then 'QUEUED' else 'FAILED' end,
                                ended_at = case when overruns = 0 then null else clock_timestamp() end,
                                overruns = overruns + 1, attempts = attempts - 1, avoided_worker = worker,
                                lease_until = null, fraction = 0, error_code = 'TOO_SLOW',
                                error = format('worker %s took %s s; finished trials of this search let expect %s s',
                                               worker, round(late.taken), ceil(late.seconds))
                            from late where trial.id = late.id
                            returning trial.id, trial.token, trial.error)
                        update attempt
                        set ended_at = clock_timestamp(), outcome = 'EXPIRED', error_code = 'TOO_SLOW',
                            error = ended.error
                        from ended where attempt.trial_id = ended.id and attempt.token = ended.token
                        """)
                .param("page", PAGE)
                .param("allowance", settings.overrunAllowance().toMillis() / 1e3)
                .param("factor", settings.overrunFactor())
                .update();
    }
}
