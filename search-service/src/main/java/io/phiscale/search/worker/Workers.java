package io.phiscale.search.worker;

import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.configuration.PhiscaleProperties;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that have been heard of. */
@Component
public class Workers {
    private final JdbcClient jdbc;
    private final PhiscaleProperties.Worker settings;

    Workers(JdbcClient jdbc, PhiscaleProperties properties) {
        this.jdbc = jdbc;
        this.settings = properties.worker();
    }

    void seen(ClaimRequest worker) {
        jdbc.sql(
                        """
                        insert into worker (name, engines, slots, memory)
                        values (:name, :engines, :slots, :memory)
                        on conflict (name) do update
                        set engines = excluded.engines, slots = excluded.slots, memory = excluded.memory,
                            last_seen = clock_timestamp()
                        """)
                .param("name", worker.worker())
                .param("engines", worker.engines().toArray(String[]::new))
                .param("slots", worker.slots())
                .param("memory", worker.memory())
                .update();
    }

    /** A heartbeat of one of its trials. */
    void seenWith(long trial, long token) {
        jdbc.sql(
                        """
                        update worker set last_seen = clock_timestamp()
                        where name = (select worker from attempt where trial_id = :trial and token = :token)
                        """)
                .param("trial", trial)
                .param("token", token)
                .update();
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
                        row.getLong("memory"),
                        row.getTimestamp("first_seen").toInstant(),
                        row.getTimestamp("last_seen").toInstant(),
                        row.getBoolean("present"),
                        List.of((Long[]) row.getArray("running").getArray()),
                        row.getLong("finished"),
                        row.getLong("failed")))
                .list();
    }
}
