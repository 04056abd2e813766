package io.phiscale.search.candidate;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.candidate.CandidateView.Alias;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The candidates of searches, for reading. */
@Component
public class Candidates {
    /** More than so many are not drawn: nobody could tell them apart. */
    public static final int MOST_DRAWN = 1_000;

    private static final Map<String, String> SORTS = Map.ofEntries(
            Map.entry("id", "c.id"),
            Map.entry("rank", "c.rank"),
            Map.entry("top1", "c.mean_top1"),
            Map.entry("epochs", "c.rung"),
            Map.entry("cost", "c.multiply_adds"),
            Map.entry("costRatio", "c.cost_ratio"),
            Map.entry("parameters", "c.parameters"),
            Map.entry("activations", "c.activations"),
            Map.entry("resolution", "c.resolution"),
            Map.entry("aliases", "(select count(*) from candidate_alias a where a.candidate_id = c.id)"),
            Map.entry("state", "c.state"));

    /** Every candidate of one search with the state of its trials together. */
    private static final String WITH_STATE =
            """
            with c as (
                select c.*,
                       case when bool_or(t.state = 'RUNNING') then 'RUNNING'
                            when bool_or(t.state = 'QUEUED') then 'QUEUED'
                            when bool_or(t.state = 'FAILED') then 'FAILED'
                            when bool_or(t.state = 'DIVERGED') then 'DIVERGED'
                            when bool_or(t.state = 'CANCELLED') then 'CANCELLED'
                            when bool_or(t.state = 'STOPPED') then 'STOPPED'
                            else 'DONE' end as state
                from candidate c join trial t on t.candidate_id = c.id
                where c.search_id = :search
                group by c.id)
            """;

    /** What people see of each of these. */
    private static final String VIEW =
            """
            select c.id, c.fingerprint, c.resolution, c.parameters, c.multiply_adds, c.activations,
                   c.cost_ratio, c.rung, c.mean_top1, c.rank, c.score, c.contender, c.control, c.competes, c.state,
                   (select stddev_samp(case when r.diverged then 0 else r.validation_top1 end) from trial t
                    join trial_result r on r.trial_id = t.id
                    where t.candidate_id = c.id and t.rung = c.rung) as deviation,
                   (select count(*) from trial t join trial_result r on r.trial_id = t.id
                    where t.candidate_id = c.id and t.rung = c.rung) as seeds,
                   (select max(r.epochs) from trial t join trial_result r on r.trial_id = t.id
                    where t.candidate_id = c.id and t.rung = c.rung) as epochs,
                   (select jsonb_agg(jsonb_build_object('trial', l.id, 'seed', l.seed, 'rung', l.rung)
                                     order by l.seed)
                    from (select distinct on (t.seed) t.id, t.seed, t.rung from trial t
                          where t.candidate_id = c.id order by t.seed, t.rung desc) as l) as latest,
                   (select array_agg(t.id order by t.id) from trial t where t.candidate_id = c.id) as trials,
                   (select array_agg(array[a.alpha, a.beta, a.gamma, a.nominal_product] order by a.position)
                    from candidate_alias a where a.candidate_id = c.id) as aliases
            """;

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param states empty for all */
    public PageOf<CandidateView> list(long search, PageRequested page, Collection<CandidateView.State> states) {
        checkExists(search);
        List<String> names = (states.isEmpty() ? List.of(CandidateView.State.values()) : states)
                .stream().map(Enum::name).toList();
        String filtered = " from c where c.state in (:states)";
        long total = jdbc.sql(WITH_STATE + "select count(*)" + filtered)
                .param("search", search)
                .param("states", names)
                .query(Long.class)
                .single();
        List<CandidateView> items = jdbc.sql(
                        WITH_STATE + VIEW + filtered + page.orderBy(SORTS, "c.id") + " limit :size offset :offset")
                .param("search", search)
                .param("states", names)
                .param("size", page.size())
                .param("offset", page.offset())
                .query((row, number) -> view(row))
                .list();
        return new PageOf<>(items, total, page.page(), page.size());
    }

    /** @throws ApiException where the search has no such candidate */
    public CandidateView get(long search, long candidate) {
        return jdbc.sql(WITH_STATE + VIEW + " from c where c.id = :candidate")
                .param("search", search)
                .param("candidate", candidate)
                .query((row, number) -> view(row))
                .optional()
                .orElseThrow(() -> ApiException.notFound("candidate", candidate));
    }

    private void checkExists(long search) {
        if (jdbc.sql("select id from search where id = :search")
                .param("search", search)
                .query(Long.class)
                .optional()
                .isEmpty()) {
            throw ApiException.notFound("search", search);
        }
    }

    private static CandidateView view(ResultSet row) throws SQLException {
        return new CandidateView(
                row.getLong("id"),
                row.getString("fingerprint"),
                aliases(row),
                row.getInt("resolution"),
                cost(row),
                row.getDouble("cost_ratio"),
                row.getInt("rung"),
                row.getInt("seeds"),
                row.getObject("epochs", Integer.class),
                row.getObject("mean_top1", Double.class),
                row.getObject("deviation", Double.class),
                row.getObject("rank", Integer.class),
                row.getObject("score", Double.class),
                row.getObject("contender", Boolean.class),
                kind(row.getString("control")),
                row.getBoolean("competes"),
                CandidateView.State.valueOf(row.getString("state")),
                List.of((Long[]) row.getArray("trials").getArray()),
                ProtocolJson.MAPPER.readValue(row.getString("latest"), new TypeReference<>() {}));
    }

    private static Control.@Nullable Kind kind(@Nullable String control) {
        return control == null ? null : Control.Kind.valueOf(control);
    }

    private static List<Alias> aliases(ResultSet row) throws SQLException {
        Array array = row.getArray("aliases");
        return Arrays.stream((Double[][]) array.getArray())
                .map(alias -> new Alias(alias[0], alias[1], alias[2], alias[3]))
                .toList();
    }

    /**
     * A candidate's point in the plot of accuracy over cost.
     *
     * @param deviation over seeds; null for fewer than two
     * @param seeds that have a result at its rung
     * @param contender whether it may be the best for all that is known; null until the search is done
     */
    public record Point(
            String fingerprint,
            String label,
            Cost cost,
            double costRatio,
            int resolution,
            double top1,
            @Nullable Double deviation,
            int seeds,
            int rung,
            Control.@Nullable Kind control,
            boolean competes,
            @Nullable Boolean contender) {}

    /** Of all candidates that have a result. */
    public List<Point> points(long search) {
        return jdbc.sql(
                        """
                        select c.fingerprint, c.parameters, c.multiply_adds, c.activations, c.cost_ratio, c.resolution,
                               c.mean_top1, c.rung, c.control, c.competes, c.contender, a.alpha, a.beta, a.gamma,
                               spread.deviation, spread.seeds
                        from candidate c join candidate_alias a on a.candidate_id = c.id and a.position = 0
                        cross join lateral (
                            select stddev_samp(case when r.diverged then 0 else r.validation_top1 end) as deviation,
                                   count(*) as seeds
                            from trial t join trial_result r on r.trial_id = t.id
                            where t.candidate_id = c.id and t.rung = c.rung) as spread
                        where c.search_id = :search and c.mean_top1 is not null
                        order by c.id
                        """)
                .param("search", search)
                .query((row, number) -> new Point(
                        row.getString("fingerprint"),
                        String.format(
                                Locale.ROOT,
                                "α %.3g, β %.3g, γ %.3g",
                                row.getDouble("alpha"),
                                row.getDouble("beta"),
                                row.getDouble("gamma")),
                        cost(row),
                        row.getDouble("cost_ratio"),
                        row.getInt("resolution"),
                        row.getDouble("mean_top1"),
                        row.getObject("deviation", Double.class),
                        row.getInt("seeds"),
                        row.getInt("rung"),
                        kind(row.getString("control")),
                        row.getBoolean("competes"),
                        row.getObject("contender", Boolean.class)))
                .list();
    }

    /** The network of one candidate, and how many parameters were counted for it. */
    public record Network(Architecture architecture, long parameters) {}

    public Network network(long candidate) {
        return jdbc.sql("select architecture, parameters from candidate where id = :id")
                .param("id", candidate)
                .query((row, number) -> new Network(architecture(row), row.getLong("parameters")))
                .single();
    }

    /** Every candidate of a search that may be chosen, as the domain knows it, by its id. */
    public List<Map.Entry<Long, Candidate>> all(long search) {
        return read(search, "c.competes");
    }

    /** Those that compound scaling is held against, by their ids. */
    public List<Map.Entry<Long, Candidate>> controls(long search) {
        return read(search, "c.control is not null");
    }

    /** Which control each of these is, by the candidate's id. */
    public Map<Long, Control.Kind> kinds(long search) {
        record Row(long id, Control.Kind kind) {}
        return jdbc
                .sql("select id, control from candidate where search_id = :search and control is not null")
                .param("search", search)
                .query((row, number) -> new Row(row.getLong("id"), Control.Kind.valueOf(row.getString("control"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, Row::kind));
    }

    private List<Map.Entry<Long, Candidate>> read(long search, String condition) {
        return jdbc.sql(
                        """
                        select c.id, c.fingerprint, c.architecture, c.parameters, c.multiply_adds, c.activations,
                               c.cost_ratio,
                               (select array_agg(array[a.alpha, a.beta, a.gamma, a.nominal_product] order by a.position)
                                from candidate_alias a where a.candidate_id = c.id) as aliases
                        from candidate c where c.search_id = :search and %s order by c.id
                        """
                                .formatted(condition))
                .param("search", search)
                .query((row, number) -> Map.entry(
                        row.getLong("id"),
                        new Candidate(
                                architecture(row),
                                row.getString("fingerprint"),
                                cost(row),
                                row.getDouble("cost_ratio"),
                                aliases(row).stream()
                                        .map(alias -> new Coefficients(alias.alpha(), alias.beta(), alias.gamma()))
                                        .toList())))
                .list();
    }

    private static Cost cost(ResultSet row) throws SQLException {
        return new Cost(row.getLong("parameters"), row.getLong("multiply_adds"), row.getLong("activations"));
    }

    private static Architecture architecture(ResultSet row) throws SQLException {
        return ProtocolJson.MAPPER.readValue(row.getString("architecture"), Architecture.class);
    }
}
