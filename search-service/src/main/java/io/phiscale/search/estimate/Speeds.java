package io.phiscale.search.estimate;

import io.phiscale.protocol.engine.Platform;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fast trainings were. */
@Component
class Speeds {
    /** Older ones were done by older builds and machines. */
    private static final int LAST = 500;

    private final JdbcClient jdbc;

    Speeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param trainings that were looked at
     * @param multiplyAdds of forward passes that a training does in a second, the median; 0 without trainings
     */
    record Speed(long trainings, double multiplyAdds) {}

    /** Of trainings by the same engine, on the same kind of device, in the same precision. */
    Speed of(Platform platform) {
        return jdbc.sql(
                        """
                        select count(*) as trainings,
                               coalesce(percentile_cont(0.5) within group (order by speed), 0) as multiply_adds
                        from (select r.images_per_second * c.multiply_adds as speed
                              from trial_result r
                              join trial t on t.id = r.trial_id
                              join candidate c on c.id = t.candidate_id
                              join search s on s.id = t.search_id
                              where s.engine = :engine and s.device = :device and s.precision = :precision
                                and r.images_per_second > 0
                              order by r.recorded_at desc
                              limit :last) as last
                        """)
                .param("engine", platform.engine())
                .param("device", platform.device().id())
                .param("precision", platform.numerics().precision().id())
                .param("last", LAST)
                .query((row, number) -> new Speed(row.getLong("trainings"), row.getDouble("multiply_adds")))
                .single();
    }
}
