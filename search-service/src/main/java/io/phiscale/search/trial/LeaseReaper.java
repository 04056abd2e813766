package io.phiscale.search.trial;

import io.phiscale.search.configuration.PhiscaleProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes trials back from workers that are gone, and from those that take too long. */
@Component
public class LeaseReaper {
    /** At a time: a whole cluster's trials must not be locked at once. */
    private static final int PAGE = 200;

    private final JdbcClient jdbc;
    private final PhiscaleProperties.Worker settings;

    LeaseReaper(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.worker();
    }

    /**
     * Takes every trial back whose lease ran out. From its second loss on, a trial waits longer each time: it may be what
     * ends its workers.
     *
     * @return how many
     */
    public int reap() {
        int reaped = 0;
        int page;
        do {
            page = reapPage();
            reaped += page;
        } while (page > 0);
        return reaped;
    }

    private int reapPage() {
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
                            set state = case when losses + 1 < :losses then 'QUEUED' else 'FAILED' end,
                                ended_at = case when losses + 1 < :losses then null else clock_timestamp() end,
                                not_before = case when losses = 0 then clock_timestamp()
                                                  else clock_timestamp() + make_interval(
                                                      secs => :backoff * 2 ^ least(losses - 1, :doublings)
                                                              * (1 + random() / 2)) end,
                                losses = losses + 1, attempts = attempts - 1,
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
                .param("backoff", settings.backoff().toMillis() / 1e3)
                .param("doublings", PhiscaleProperties.Worker.BACKOFF_DOUBLINGS)
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
                        with old as (
                            select t.id, t.token, t.search_id, t.rung, c.multiply_adds,
                                   extract(epoch from clock_timestamp() - a.started_at) as taken
                            from trial t
                            join attempt a on a.trial_id = t.id and a.token = t.token
                            join candidate c on c.id = t.candidate_id
                            where t.state = 'RUNNING'
                              and a.started_at < clock_timestamp() - make_interval(secs => :allowance)),
                        -- Once for each search, however many of its trials are old.
                        pace as materialized (
                            select ft.search_id, ft.rung, avg(r.seconds / finished.multiply_adds) as seconds
                            from (select distinct search_id, rung from old) as searches
                            join trial ft on ft.search_id = searches.search_id and ft.rung = searches.rung
                            join trial_result r on r.trial_id = ft.id
                            join candidate finished on finished.id = ft.candidate_id
                            where not r.diverged
                            group by ft.search_id, ft.rung),
                        late as (
                            select t.id, old.taken, pace.seconds * old.multiply_adds as expected
                            from old
                            join pace on pace.search_id = old.search_id and pace.rung = old.rung
                            join trial t on t.id = old.id
                            where t.token = old.token and t.state = 'RUNNING'
                              and old.taken > :allowance + :factor * pace.seconds * old.multiply_adds
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
                                               worker, round(late.taken), ceil(late.expected))
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
