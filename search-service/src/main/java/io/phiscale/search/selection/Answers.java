package io.phiscale.search.selection;

import io.phiscale.analysis.agreement.RankAgreement;
import io.phiscale.analysis.comparison.Comparison;
import io.phiscale.analysis.selection.CoefficientIntervals;
import io.phiscale.analysis.selection.Selection;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.ladder.LadderModel;
import io.phiscale.search.candidate.CandidateWriter;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.selection.SelectionView.Interval;
import io.phiscale.search.selection.SelectionView.Intervals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The selections and ladders of searches that are done. */
@Component
public class Answers {
    private final JdbcClient jdbc;
    private final CandidateWriter candidates;

    Answers(JdbcClient jdbc, CandidateWriter candidates) {
        this.jdbc = jdbc;
        this.candidates = candidates;
    }

    public SelectionView selection(long search) {
        return findSelection(search)
                .orElseThrow(() -> ApiException.notYet("selection", "search %d has none (yet)".formatted(search)));
    }

    public LadderView ladder(long search) {
        return findLadder(search)
                .orElseThrow(() -> ApiException.notYet("ladder", "search %d has none (yet)".formatted(search)));
    }

    public Optional<SelectionView> findSelection(long search) {
        return jdbc.sql(
                        """
                        select s.*, c.fingerprint from selection s join candidate c on c.id = s.candidate_id
                        where s.search_id = :search
                        """)
                .param("search", search)
                .query((row, number) -> new SelectionView(
                        row.getLong("candidate_id"),
                        row.getString("fingerprint"),
                        coefficients(row),
                        new Intervals(interval(row, "alpha"), interval(row, "beta"), interval(row, "gamma")),
                        row.getBoolean("separated"),
                        row.getString("explanation"),
                        comparison(row.getString("comparison")),
                        agreements(row.getString("agreements")),
                        surface(row.getString("surface")),
                        ProtocolJson.MAPPER.readValue(row.getString("controls"), new TypeReference<>() {}),
                        ProtocolJson.MAPPER.readValue(row.getString("spreads"), new TypeReference<>() {}),
                        row.getTimestamp("selected_at").toInstant()))
                .optional();
    }

    public Optional<LadderView> findLadder(long search) {
        record Row(long id, Coefficients coefficients) {}
        // Two statements after each other, never one within the other: that would take two connections at once.
        return jdbc.sql("select * from ladder where search_id = :search")
                .param("search", search)
                .query((row, number) -> new Row(row.getLong("id"), coefficients(row)))
                .optional()
                .map(row -> new LadderView(row.coefficients(), models(row.id(), row.coefficients())));
    }

    private List<LadderView.Model> models(long ladder, Coefficients coefficients) {
        return jdbc.sql("select * from ladder_model where ladder_id = :ladder order by position")
                .param("ladder", ladder)
                .query((row, number) -> {
                    Architecture architecture =
                            ProtocolJson.MAPPER.readValue(row.getString("architecture"), Architecture.class);
                    return new LadderView.Model(
                            row.getString("name"),
                            row.getDouble("phi"),
                            coefficients.at(row.getDouble("phi")),
                            architecture.resolution(),
                            architecture.blocks().size(),
                            architecture.headChannels(),
                            row.getString("fingerprint"),
                            new Cost(
                                    row.getLong("parameters"),
                                    row.getLong("multiply_adds"),
                                    row.getLong("activations")),
                            architecture);
                })
                .list();
    }

    /** What is worth knowing beside the selection. */
    record Findings(
            List<RankAgreement> agreements,
            SurfaceView surface,
            List<ControlView> controls,
            List<SpreadView> spreads) {}

    /** Within the caller's transaction; with every candidate's place. */
    void storeSelection(long search, Selection selection, Findings findings) {
        candidates.rank(search, selection.ranking().ranked());
        CoefficientIntervals intervals = selection.intervals();
        jdbc.sql(
                        """
                        insert into selection (search_id, candidate_id, alpha, beta, gamma, alpha_least, alpha_most,
                                               beta_least, beta_most, gamma_least, gamma_most, separated, explanation,
                                               comparison, agreements, surface, controls, spreads)
                        values (:search,
                                (select id from candidate where search_id = :search and fingerprint = :winner),
                                :alpha, :beta, :gamma, :alphaLeast, :alphaMost, :betaLeast, :betaMost, :gammaLeast,
                                :gammaMost, :separated, :explanation, :comparison::jsonb, :agreements::jsonb, :surface::jsonb, :controls::jsonb, :spreads::jsonb)
                        """)
                .param("search", search)
                .param("winner", selection.winner().candidate().fingerprint())
                .param("alpha", selection.coefficients().alpha())
                .param("beta", selection.coefficients().beta())
                .param("gamma", selection.coefficients().gamma())
                .param("alphaLeast", intervals.alpha().least())
                .param("alphaMost", intervals.alpha().most())
                .param("betaLeast", intervals.beta().least())
                .param("betaMost", intervals.beta().most())
                .param("gammaLeast", intervals.gamma().least())
                .param("gammaMost", intervals.gamma().most())
                .param("separated", selection.isSeparated())
                .param("explanation", selection.explanation())
                .param(
                        "comparison",
                        ProtocolJson.MAPPER.writeValueAsString(
                                selection.ranking().comparison()))
                .param("agreements", ProtocolJson.MAPPER.writeValueAsString(findings.agreements()))
                .param("controls", ProtocolJson.MAPPER.writeValueAsString(findings.controls()))
                .param("spreads", ProtocolJson.MAPPER.writeValueAsString(findings.spreads()))
                .param("surface", ProtocolJson.MAPPER.writeValueAsString(findings.surface()))
                .update();
    }

    /** Within the caller's transaction. */
    void storeLadder(long search, Coefficients coefficients, List<LadderModel> models) {
        long ladder = jdbc.sql(
                        """
                        insert into ladder (search_id, alpha, beta, gamma) values (:search, :alpha, :beta, :gamma)
                        returning id
                        """)
                .param("search", search)
                .param("alpha", coefficients.alpha())
                .param("beta", coefficients.beta())
                .param("gamma", coefficients.gamma())
                .query(Long.class)
                .single();
        for (int position = 0; position < models.size(); position++) {
            LadderModel model = models.get(position);
            jdbc.sql(
                            """
                            insert into ladder_model (ladder_id, position, name, phi, fingerprint, architecture,
                                                      parameters, multiply_adds, activations)
                            values (:ladder, :position, :name, :phi, :fingerprint, :architecture::jsonb, :parameters,
                                    :multiplyAdds, :activations)
                            """)
                    .param("ladder", ladder)
                    .param("position", position)
                    .param("name", model.name())
                    .param("phi", model.phi())
                    .param("fingerprint", model.architecture().fingerprint())
                    .param("architecture", ProtocolJson.MAPPER.writeValueAsString(model.architecture()))
                    .param("parameters", model.cost().parameters())
                    .param("multiplyAdds", model.cost().multiplyAdds())
                    .param("activations", model.cost().activations())
                    .update();
        }
    }

    /** Searches from before candidates were compared over seeds have none. */
    private static @Nullable Comparison comparison(@Nullable String json) {
        return json == null ? null : ProtocolJson.MAPPER.readValue(json, Comparison.class);
    }

    private static @Nullable SurfaceView surface(@Nullable String json) {
        return json == null ? null : ProtocolJson.MAPPER.readValue(json, SurfaceView.class);
    }

    private static List<SelectionView.Agreement> agreements(String json) {
        List<RankAgreement> agreements = ProtocolJson.MAPPER.readValue(json, new TypeReference<>() {});
        return agreements.stream().map(SelectionView.Agreement::of).toList();
    }

    private static Coefficients coefficients(ResultSet row) throws SQLException {
        return new Coefficients(row.getDouble("alpha"), row.getDouble("beta"), row.getDouble("gamma"));
    }

    private static Interval interval(ResultSet row, String coefficient) throws SQLException {
        return new Interval(row.getDouble(coefficient + "_least"), row.getDouble(coefficient + "_most"));
    }
}
