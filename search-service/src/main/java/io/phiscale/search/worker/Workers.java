package io.phiscale.search.worker;

import io.phiscale.protocol.engine.ComputeCapability;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.error.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that have been heard of. */
@Component
public class Workers {
    private static final List<String> BLAMING = Arrays.stream(ErrorCode.values())
            .filter(ErrorCode::blamesWorker)
            .map(Enum::name)
            .toList();

    private final JdbcClient jdbc;
    private final PhiscaleProperties.Worker settings;

    Workers(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.worker();
    }

    /** @return of the largest worker with this engine on this kind of device and with all these labels that was heard of lately, in bytes; 0 where there is none */
    long mostMemory(Platform platform, Collection<String> labels) {
        return jdbc.sql(
                        """
                        select coalesce(max(memory), 0) from worker
                        where :engine = any (engines) and device = :device and :labels::text[] <@ labels
                          and last_seen > clock_timestamp() - make_interval(secs => :present)
                        """)
                .param("engine", platform.engine())
                .param("device", platform.device().id())
                .param("labels", labels.toArray(String[]::new))
                .param("present", settings.presentSeconds())
                .query(Long.class)
                .single();
    }

    /**
     * Gives a worker nothing for a while whose last few attempts failed. Not where they were of one trial alone, or of one
     * search that went well on no other worker: then that may be what is wrong. Failures that say nothing about the worker
     * are passed over. After that while it is given one more, which puts it aside again where that fails too.
     */
    void putAsideAfterFailures(String worker) {
        jdbc.sql(
                        """
                        update worker w
                        set put_aside_until = clock_timestamp() + make_interval(secs => :seconds),
                            put_aside_because = latest.error
                        from (select count(*) filter (where outcome = 'FAILED') as failed,
                                     count(distinct trial_id) as trials, count(distinct search_id) as searches,
                                     min(search_id) as search,
                                     (array_agg(error order by ended_at desc))[1] as error
                              from (select a.trial_id, t.search_id, a.outcome, a.error, a.ended_at
                                    from attempt a
                                    join worker on worker.name = a.worker
                                    join trial t on t.id = a.trial_id
                                    where a.worker = :worker and a.ended_at > worker.trusted_since
                                      and (a.outcome in ('DONE', 'DIVERGED')
                                           or a.outcome = 'FAILED' and a.error_code in (:blaming))
                                    order by a.ended_at desc limit :many) as attempts) as latest
                        where w.name = :worker and latest.failed = :many and latest.trials > 1
                          and (latest.searches > 1
                               or exists (select from trial t
                                          where t.search_id = latest.search and t.state in ('DONE', 'DIVERGED')
                                            and t.worker <> :worker))
                        """)
                .param("worker", worker)
                .param("blaming", BLAMING)
                .param("many", settings.putAsideAfter())
                .param("seconds", settings.putAside().toMillis() / 1e3)
                .update();
    }

    /** Gives a worker that was put aside work again, as if it had never failed. */
    public void trust(String worker) {
        int trusted = jdbc.sql(
                        """
                        update worker
                        set put_aside_until = null, put_aside_because = null, trusted_since = clock_timestamp()
                        where name = :worker
                        """)
                .param("worker", worker)
                .update();
        if (trusted == 0) {
            throw ApiException.notFound("worker", worker);
        }
    }

    /** Of workers that were named after a machine or a container that is no more. @return how many */
    public int forgetLongGone() {
        return jdbc.sql(
                        """
                        delete from worker w
                        where w.last_seen < clock_timestamp() - interval '7 days'
                          and not exists (select from trial t where t.worker = w.name and t.state = 'RUNNING')
                        """)
                .update();
    }

    /** The last heard of first. */
    public List<WorkerView> all() {
        return jdbc.sql(
                        """
                        select w.*,
                               w.last_seen > clock_timestamp() - make_interval(secs => :lease) as present,
                               coalesce(w.put_aside_until > clock_timestamp(), false) as aside,
                               coalesce((select array_agg(t.id order by t.id) from trial t
                                         where t.worker = w.name and t.state = 'RUNNING'), '{}') as running,
                               (select count(*) from attempt a
                                where a.worker = w.name and a.outcome in ('DONE', 'DIVERGED')) as finished,
                               (select count(*) from attempt a
                                where a.worker = w.name and a.outcome in ('FAILED', 'EXPIRED')) as failed
                        from worker w order by w.last_seen desc limit 1000
                        """)
                .param("lease", (double) settings.lease().toSeconds())
                .query((row, number) -> new WorkerView(
                        row.getString("name"),
                        List.of((String[]) row.getArray("engines").getArray()),
                        row.getInt("slots"),
                        device(row),
                        row.getLong("memory"),
                        List.of((String[]) row.getArray("labels").getArray()),
                        row.getTimestamp("first_seen").toInstant(),
                        row.getTimestamp("last_seen").toInstant(),
                        row.getBoolean("present"),
                        List.of((Long[]) row.getArray("running").getArray()),
                        row.getLong("finished"),
                        row.getLong("failed"),
                        row.getBoolean("aside")
                                ? row.getTimestamp("put_aside_until").toInstant()
                                : null,
                        row.getBoolean("aside") ? row.getString("put_aside_because") : null))
                .list();
    }

    private static Device device(ResultSet row) throws SQLException {
        String capability = row.getString("compute_capability");
        return new Device(
                DeviceKind.of(row.getString("device")),
                row.getString("device_name"),
                capability == null ? null : ComputeCapability.of(capability),
                row.getString("driver"));
    }
}
