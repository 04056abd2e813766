package io.phiscale.search.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Trials as rows of a table, a page at a time: no connection is held between pages. */
@Component
class TrialRows {
    /**
     * Coefficients and nominal product are those of the candidate's first alias; accuracies go from 0 to 1; memory is in
     * bytes, latency in seconds for each image; times are in UTC.
     */
    static final List<String> COLUMNS = List.of(
            "trial",
            "candidate",
            "fingerprint",
            "aliases",
            "alpha",
            "beta",
            "gamma",
            "nominal_product",
            "resolution",
            "parameters",
            "multiply_adds",
            "activations",
            "cost_ratio",
            "seed",
            "rung",
            "state",
            "attempts",
            "worker",
            "epochs",
            "validation_loss",
            "validation_top1",
            "validation_top5",
            "test_loss",
            "test_top1",
            "test_top5",
            "images_per_second",
            "waiting_share",
            "peak_memory",
            "seconds",
            "error_code",
            "error",
            "ended_at",
            "latency");

    private static final int PAGE = 1_000;

    private final JdbcClient jdbc;

    TrialRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param values in the order of {@link #COLUMNS}; null where nothing is known */
    record Row(long trial, List<@Nullable Object> values) {}

    /** The page after a trial: the last one of the page before, or 0. */
    List<Row> after(long search, long trial) {
        return jdbc.sql(
                        """
                        select t.id as trial, c.id as candidate, c.fingerprint,
                               (select count(*) from candidate_alias o where o.candidate_id = c.id) as aliases,
                               a.alpha, a.beta, a.gamma, a.nominal_product, c.resolution, c.parameters, c.multiply_adds,
                               c.activations, c.cost_ratio, t.seed, t.rung, t.state, t.attempts, t.worker, r.epochs,
                               r.validation_loss, r.validation_top1, r.validation_top5, r.test_loss, r.test_top1,
                               r.test_top5, r.images_per_second, r.waiting_share, r.peak_memory, r.seconds, t.error_code, t.error,
                               to_char(t.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ended_at,
                               r.latency
                        from trial t
                        join candidate c on c.id = t.candidate_id
                        join candidate_alias a on a.candidate_id = c.id and a.position = 0
                        left join trial_result r on r.trial_id = t.id
                        where t.search_id = :search and t.id > :trial
                        order by t.id
                        limit :page
                        """)
                .param("search", search)
                .param("trial", trial)
                .param("page", PAGE)
                .query((row, number) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(COLUMNS.size());
        for (String column : COLUMNS) {
            values.add(row.getObject(column));
        }
        return new Row(row.getLong("trial"), Collections.unmodifiableList(values));
    }
}
