package io.phiscale.search.trial;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.trial.CheckpointReference;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands trials out, and notes who asked: one statement, on the database's clock. */
@Component
public class TrialClaims {
    private final JdbcClient jdbc;
    private final double leaseSeconds;
    private final double presentSeconds;

    TrialClaims(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.leaseSeconds = properties.worker().lease().toMillis() / 1e3;
        this.presentSeconds = properties.worker().presentSeconds();
    }

    /**
     * A trial that has just been leased.
     *
     * @param checkpoint of an earlier attempt, or the end of the training to the rung below; null where there is none
     */
    public record Leased(
            long trial,
            long token,
            long search,
            long candidate,
            long seed,
            int rung,
            String engine,
            int microBatches,
            @Nullable Checkpoint checkpoint) {}

    /** @param token of the attempt that wrote it */
    public record Checkpoint(long token, CheckpointReference reference) {}

    /**
     * Leases a trial to a worker. Searches of higher priority come first; among equals the one that fewest workers train
     * for, so that a small search need not wait for a large one; within a search, the highest rung, and then trials in their order.
     */
    public Optional<Leased> claim(ClaimRequest worker) {
        return jdbc.sql(
                        """
                        with seen as (
                            insert into worker (name, engines, slots, memory, labels, device, device_name,
                                                compute_capability, driver)
                            select :worker, :engines::text[], :slots, :memory, :labels::text[], :device, :deviceName,
                                   :capability, :driver
                            -- Many claims come at once: they write nothing where nothing has changed.
                            where not exists (
                                select from worker
                                where name = :worker and engines = :engines::text[] and slots = :slots
                                  and memory = :memory and labels = :labels::text[]
                                  and device = :device and device_name = :deviceName
                                  and compute_capability is not distinct from :capability
                                  and driver is not distinct from :driver
                                  and last_seen > clock_timestamp() - interval '3 seconds')
                            on conflict (name) do update
                            set engines = excluded.engines, slots = excluded.slots, memory = excluded.memory,
                                labels = excluded.labels, device = excluded.device, device_name = excluded.device_name,
                                compute_capability = excluded.compute_capability, driver = excluded.driver,
                                last_seen = clock_timestamp()),
                        open as (
                            select s.id, s.engine, s.device, s.labels, s.priority, count(*) over (partition by s.priority) as equals
                            from search s
                            where s.state in ('QUEUED', 'RUNNING') and not s.paused
                              and s.engine = any (:engines::text[]) and s.device = :device
                              and s.labels <@ :labels::text[]
                              and not exists (select from worker w
                                              where w.name = :worker and w.put_aside_until > clock_timestamp())),
                        turns as (
                            select id, engine, device, labels, priority,
                                   -- To count takes longer than all the rest: not where there is nothing to share.
                                   case when equals > 1
                                        then (select count(*) from trial r
                                              where r.search_id = open.id and r.state = 'RUNNING') end as running
                            from open),
                        next as (
                            select t.id, turns.engine
                            from (select * from turns order by priority desc, running, id offset 0) as turns
                            cross join lateral (
                                -- Evaluated search by search, until the first one has a trial to give. Kept this plain,
                                -- it is planned once: to plan it takes three times as long as to run it.
                                select q.id from trial q
                                where q.search_id = turns.id and q.state = 'QUEUED'
                                  and q.not_before <= clock_timestamp() and q.required_memory <= :memory
                                  and (q.avoided_worker is null or q.avoided_worker <> :worker
                                       or not exists (select from worker w
                                                      where w.name <> :worker
                                                        and w.last_seen
                                                            > clock_timestamp() - make_interval(secs => :present)
                                                        and turns.engine = any (w.engines)
                                                        and turns.device = w.device
                                                        and turns.labels <@ w.labels
                                                        and w.memory >= q.required_memory
                                                        and (w.put_aside_until is null
                                                             or w.put_aside_until < clock_timestamp())))
                                -- Not by id alone: where most trials are queued, the primary key would look as good as the
                                -- queue's own index, and lead through all that have ended.
                                order by q.rung desc, q.id
                                for update skip locked
                                limit 1) as t
                            limit 1),
                        leased as (
                            update trial
                            set state = 'RUNNING', token = nextval('lease_token'), worker = :worker,
                                attempts = attempts + 1, fraction = 0, error_code = null, error = null,
                                lease_until = clock_timestamp() + make_interval(secs => :lease)
                            from next where trial.id = next.id
                            returning trial.*, next.engine),
                        started as (
                            update search
                            set state = 'RUNNING', version = version + 1, started_at = clock_timestamp()
                            from leased where search.id = leased.search_id and search.state = 'QUEUED'),
                        kept as (
                            -- Tokens rise: this trial's own come before those of the trial whose end it begins at.
                            select a.* from leased
                            join artifact a on a.trial_id in (leased.id, leased.continues) and a.stored
                            order by a.token desc, a.epochs desc, a.fraction desc, a.id limit 1),
                        history as (
                            insert into attempt (trial_id, token, worker, resumed_from)
                            select leased.id, leased.token, leased.worker, (select kept.token from kept) from leased)
                        select leased.id, leased.token, leased.search_id, leased.candidate_id, leased.seed,
                               leased.rung, leased.engine, leased.micro_batches, kept.token as kept_token, kept.sha256, kept.size, kept.epochs,
                               kept.fraction as kept_fraction
                        from leased left join kept on true
                        """)
                .param("engines", worker.engines().toArray(String[]::new))
                .param("labels", worker.labels().toArray(String[]::new))
                .param("device", worker.device().kind().id())
                .param("deviceName", worker.device().name())
                .param("capability", capability(worker.device()), Types.VARCHAR)
                .param("driver", worker.device().driver(), Types.VARCHAR)
                .param("memory", worker.memory())
                .param("worker", worker.worker())
                .param("slots", worker.slots())
                .param("lease", leaseSeconds)
                .param("present", presentSeconds)
                .query((row, number) -> new Leased(
                        row.getLong("id"),
                        row.getLong("token"),
                        row.getLong("search_id"),
                        row.getLong("candidate_id"),
                        row.getLong("seed"),
                        row.getInt("rung"),
                        row.getString("engine"),
                        row.getInt("micro_batches"),
                        checkpoint(row)))
                .optional();
    }

    /** Whether anybody who waits need be looked after at all. */
    public boolean anyQueued() {
        return jdbc.sql("select exists (select from trial where state = 'QUEUED' and not_before <= clock_timestamp())")
                .query(Boolean.class)
                .single();
    }

    /** The epochs that a checkpoint brings with it belong to the curve of the attempt that goes on from it. */
    public void inheritEpochs(long trial, long token, Checkpoint checkpoint) {
        jdbc.sql(
                        """
                        with held as (
                            select id, continues from trial
                            where id = :trial and token = :token and state = 'RUNNING' for share)
                        insert into trial_epoch
                        select held.id, :token, epoch, learning_rate, training_loss, validation_loss, validation_top1,
                               validation_top5, seconds, images_per_second
                        from held join trial_epoch e on e.trial_id in (held.id, held.continues)
                        where e.token = :from and epoch <= :epochs
                        on conflict do nothing
                        """)
                .param("trial", trial)
                .param("token", token)
                .param("from", checkpoint.token())
                .param("epochs", checkpoint.reference().epochs())
                .update();
    }

    private static @Nullable String capability(Device device) {
        return device.capability() == null ? null : device.capability().toString();
    }

    private static @Nullable Checkpoint checkpoint(ResultSet row) throws SQLException {
        long token = row.getLong("kept_token");
        return row.wasNull()
                ? null
                : new Checkpoint(
                        token,
                        new CheckpointReference(
                                row.getString("sha256"),
                                row.getLong("size"),
                                row.getInt("epochs"),
                                row.getDouble("kept_fraction")));
    }
}
