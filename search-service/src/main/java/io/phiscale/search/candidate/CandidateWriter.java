package io.phiscale.search.candidate;

import io.phiscale.analysis.selection.Ranked;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Coefficients;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores the candidates of a new search, ten thousand of them in seconds. */
@Component
public class CandidateWriter {
    /** From so many on, what PostgreSQL knows of the tables is no longer true. */
    private static final int MANY = 1_000;

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;

    CandidateWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Within the caller's transaction. */
    public void insert(long search, List<Candidate> candidates, int batchSize) {
        jdbc.batchUpdate(
                """
                insert into candidate (search_id, fingerprint, architecture, resolution, parameters, multiply_adds,
                                       activations, cost_ratio, training_memory)
                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
                """,
                candidates,
                BATCH,
                (row, candidate) -> {
                    row.setLong(1, search);
                    row.setString(2, candidate.fingerprint());
                    row.setObject(3, ProtocolJson.MAPPER.writeValueAsString(candidate.architecture()), Types.VARCHAR);
                    row.setInt(4, candidate.architecture().resolution());
                    row.setLong(5, candidate.cost().parameters());
                    row.setLong(6, candidate.cost().multiplyAdds());
                    row.setLong(7, candidate.cost().activations());
                    row.setDouble(8, candidate.costRatio());
                    row.setLong(9, candidate.cost().trainingMemory(batchSize));
                });
        if (candidates.size() >= MANY) {
            // Plans that this connection made while the table was small read all of it, for each row that follows.
            jdbc.execute("analyze candidate");
        }
        insertAliases(search, candidates);
    }

    /**
     * Marks candidates as controls, and adds those controls that are none: these are trained and never chosen. Within the
     * caller's transaction, after the candidates.
     */
    public void insertControls(long search, List<Control> controls, List<Candidate> candidates, int batchSize) {
        Set<String> known = candidates.stream().map(Candidate::fingerprint).collect(Collectors.toSet());
        List<Candidate> further = controls.stream()
                .map(Control::candidate)
                .filter(candidate -> !known.contains(candidate.fingerprint()))
                .toList();
        insert(search, further, batchSize);
        jdbc.batchUpdate(
                "update candidate set control = ?, competes = ? where search_id = ? and fingerprint = ?",
                controls,
                BATCH,
                (row, control) -> {
                    row.setString(1, control.kind().name());
                    row.setBoolean(2, known.contains(control.candidate().fingerprint()));
                    row.setLong(3, search);
                    row.setString(4, control.candidate().fingerprint());
                });
    }

    /** Within the caller's transaction. The best comes first. */
    public void rank(long search, List<Ranked> ranking) {
        List<Integer> places = IntStream.range(0, ranking.size()).boxed().toList();
        jdbc.batchUpdate(
                "update candidate set rank = ?, score = ?, contender = ? where search_id = ? and fingerprint = ?",
                places,
                BATCH,
                (row, place) -> {
                    row.setInt(1, place + 1);
                    row.setDouble(2, ranking.get(place).score());
                    row.setBoolean(3, ranking.get(place).isContender());
                    row.setLong(4, search);
                    row.setString(5, ranking.get(place).candidate().fingerprint());
                });
    }

    /**
     * To be called after a search was stored: lets PostgreSQL see how much was added. Until it does so by itself, a minute later, it may take the tables for
     * empty ones, and answer with plans that take time by the square of what is there.
     */
    public void analyze(int candidates) {
        if (candidates >= MANY) {
            jdbc.execute("analyze candidate, candidate_alias, trial");
        }
    }

    private record Alias(String fingerprint, int position, Coefficients coefficients) {}

    private void insertAliases(long search, List<Candidate> candidates) {
        List<Alias> aliases = new ArrayList<>();
        for (Candidate candidate : candidates) {
            for (int position = 0; position < candidate.aliases().size(); position++) {
                aliases.add(new Alias(
                        candidate.fingerprint(), position, candidate.aliases().get(position)));
            }
        }
        jdbc.batchUpdate(
                """
                insert into candidate_alias (candidate_id, position, alpha, beta, gamma, nominal_product)
                select id, ?, ?, ?, ?, ? from candidate where search_id = ? and fingerprint = ?
                """,
                aliases,
                BATCH,
                (row, alias) -> {
                    row.setInt(1, alias.position());
                    row.setDouble(2, alias.coefficients().alpha());
                    row.setDouble(3, alias.coefficients().beta());
                    row.setDouble(4, alias.coefficients().gamma());
                    row.setDouble(5, alias.coefficients().product());
                    row.setLong(6, search);
                    row.setString(7, alias.fingerprint());
                });
    }
}
