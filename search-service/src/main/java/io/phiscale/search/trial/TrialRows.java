package io.phiscale.search.trial;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All trials of a search, however many. */
@Component
public class TrialRows {
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    TrialRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of their ids. No transaction is open while the consumer, which may be slow, has a row. */
    public void forEach(long search, Consumer<TrialRow> consumer) {
        List<TrialRow> rows = after(search, 0);
        while (!rows.isEmpty()) {
            rows.forEach(consumer);
            rows = after(search, rows.get(rows.size() - 1).trial().id());
        }
    }

    private List<TrialRow> after(long search, long last) {
        return jdbc.sql(Trials.SELECT + " where t.search_id = :search and t.id > :last order by t.id limit :size")
                .param("search", search)
                .param("last", last)
                .param("size", AT_ONCE)
                .query(TrialRows::row)
                .list();
    }

    private static TrialRow row(ResultSet row, int number) throws SQLException {
        return new TrialRow(
                Trials.view(row, number),
                new Coefficients(row.getDouble("alpha"), row.getDouble("beta"), row.getDouble("gamma")),
                row.getDouble("nominal_product"),
                row.getDouble("cost_ratio"),
                new Cost(row.getLong("parameters"), row.getLong("multiply_adds"), row.getLong("activations")),
                row.getInt("resolution"));
    }
}
