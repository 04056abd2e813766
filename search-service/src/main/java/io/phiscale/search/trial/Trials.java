package io.phiscale.search.trial;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Trials, their curves and their attempts, for reading. */
@Component
public class Trials {
    private static final Map<String, String> SORTS = Map.of(
            "id", "t.id",
            "state", "t.state",
            "seed", "t.seed",
            "top1", "r.validation_top1",
            "cost", "c.multiply_adds",
            "ended", "t.ended_at");

    private static final String SELECT =
            """
            select t.id, t.search_id, t.candidate_id, c.fingerprint, t.seed, t.rung, t.state, t.fraction, t.attempts,
                   t.worker, t.error_code, t.error, t.ended_at, a.alpha, a.beta, a.gamma,
                   r.trial_id is not null as has_result, r.diverged, r.epochs, r.validation_loss, r.validation_top1,
                   r.validation_top5, r.test_loss, r.test_top1, r.test_top5, r.images_per_second, r.waiting_share, r.latency, r.peak_memory,
                   r.seconds, r.provenance
            from trial t
            join candidate c on c.id = t.candidate_id
            join candidate_alias a on a.candidate_id = c.id and a.position = 0
            left join trial_result r on r.trial_id = t.id
            """;

    private final JdbcClient jdbc;

    Trials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param states empty for all */
    public PageOf<TrialView> list(long search, PageRequested page, Collection<TrialState> states) {
        List<String> names = (states.isEmpty() ? List.of(TrialState.values()) : states)
                .stream().map(Enum::name).toList();
        long total = jdbc.sql("select count(*) from trial t where t.search_id = :search and t.state in (:states)")
                .param("search", search)
                .param("states", names)
                .query(Long.class)
                .single();
        if (total == 0) {
            checkExists(search);
        }
        List<TrialView> items = jdbc.sql(SELECT + " where t.search_id = :search and t.state in (:states)"
                        + page.orderBy(SORTS, "t.id") + " limit :size offset :offset")
                .param("search", search)
                .param("states", names)
                .param("size", page.size())
                .param("offset", page.offset())
                .query(Trials::view)
                .list();
        return new PageOf<>(items, total, page.page(), page.size());
    }

    private void checkExists(long search) {
        boolean exists = jdbc.sql("select exists (select from search where id = :search)")
                .param("search", search)
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw ApiException.notFound("search", search);
        }
    }

    public TrialView get(long trial) {
        return jdbc.sql(SELECT + " where t.id = :trial")
                .param("trial", trial)
                .query(Trials::view)
                .optional()
                .orElseThrow(() -> ApiException.notFound("trial", trial));
    }

    /** Every trial of a search that has a result. */
    public List<TrialView> finished(long search) {
        return jdbc.sql(SELECT + " where t.search_id = :search and r.trial_id is not null order by t.id")
                .param("search", search)
                .query(Trials::view)
                .list();
    }

    /** The epochs of the latest attempt, from the first. */
    public List<EpochMetrics> curve(long trial) {
        return jdbc.sql(
                        """
                        select e.* from trial_epoch e join trial t on t.id = e.trial_id and t.token = e.token
                        where t.id = :trial order by e.epoch
                        """)
                .param("trial", trial)
                .query((row, number) -> new EpochMetrics(
                        row.getInt("epoch"),
                        row.getDouble("learning_rate"),
                        row.getDouble("training_loss"),
                        metrics(row, "validation"),
                        row.getDouble("seconds"),
                        row.getDouble("images_per_second")))
                .list();
    }

    /** The latest first. */
    public List<AttemptView> attempts(long trial) {
        return jdbc.sql("select * from attempt where trial_id = :trial order by token desc")
                .param("trial", trial)
                .query((row, number) -> new AttemptView(
                        row.getLong("token"),
                        row.getString("worker"),
                        row.getTimestamp("started_at").toInstant(),
                        instant(row, "ended_at"),
                        row.getObject("resumed_from", Long.class),
                        row.getString("outcome"),
                        row.getString("error_code"),
                        row.getString("error"),
                        row.getString("log")))
                .list();
    }

    private static TrialView view(ResultSet row, int number) throws SQLException {
        TrialView.Result result = row.getBoolean("has_result") ? result(row) : null;
        return new TrialView(
                row.getLong("id"),
                row.getLong("search_id"),
                row.getLong("candidate_id"),
                row.getString("fingerprint"),
                label(row),
                row.getLong("seed"),
                row.getInt("rung"),
                TrialState.valueOf(row.getString("state")),
                row.getDouble("fraction"),
                row.getInt("attempts"),
                row.getString("worker"),
                result == null ? null : result.validation().top1(),
                result,
                row.getString("error_code"),
                row.getString("error"),
                instant(row, "ended_at"));
    }

    private static TrialView.Result result(ResultSet row) throws SQLException {
        return new TrialView.Result(
                row.getBoolean("diverged"),
                row.getInt("epochs"),
                metrics(row, "validation"),
                metrics(row, "test"),
                row.getDouble("images_per_second"),
                row.getObject("waiting_share", Double.class),
                row.getObject("latency", Double.class),
                row.getLong("peak_memory"),
                row.getDouble("seconds"),
                ProtocolJson.MAPPER.readValue(row.getString("provenance"), new TypeReference<>() {}));
    }

    private static SplitMetrics metrics(ResultSet row, String split) throws SQLException {
        return new SplitMetrics(
                row.getDouble(split + "_loss"), row.getDouble(split + "_top1"), row.getDouble(split + "_top5"));
    }

    private static String label(ResultSet row) throws SQLException {
        return String.format(
                Locale.ROOT,
                "α %.3g β %.3g γ %.3g #%d",
                row.getDouble("alpha"),
                row.getDouble("beta"),
                row.getDouble("gamma"),
                row.getLong("seed"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
