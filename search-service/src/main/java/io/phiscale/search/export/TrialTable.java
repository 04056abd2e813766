package io.phiscale.search.export;

import io.phiscale.search.trial.TrialRow;
import io.phiscale.search.trial.TrialView.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trials as lines of a CSV file. The README describes the columns: they may become more, but keep name and order. */
final class TrialTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("trial", row -> row.trial().id()),
            new Column("fingerprint", row -> row.trial().fingerprint()),
            new Column("alpha", row -> row.coefficients().alpha()),
            new Column("beta", row -> row.coefficients().beta()),
            new Column("gamma", row -> row.coefficients().gamma()),
            new Column("nominal_product", TrialRow::nominalProduct),
            new Column("cost_ratio", TrialRow::costRatio),
            new Column("parameters", row -> row.cost().parameters()),
            new Column("multiply_adds", row -> row.cost().multiplyAdds()),
            new Column("activations", row -> row.cost().activations()),
            new Column("resolution", TrialRow::resolution),
            new Column("seed", row -> row.trial().seed()),
            new Column("rung", row -> row.trial().rung()),
            new Column("state", row -> row.trial().state()),
            measured("epochs", Result::epochs),
            measured("validation_loss", result -> result.validation().loss()),
            measured("validation_top1", result -> result.validation().top1()),
            measured("validation_top5", result -> result.validation().top5()),
            measured("test_loss", result -> result.test().loss()),
            measured("test_top1", result -> result.test().top1()),
            measured("test_top5", result -> result.test().top5()),
            measured("images_per_second", Result::imagesPerSecond),
            measured("peak_memory_bytes", Result::peakMemory),
            measured("seconds", Result::seconds),
            new Column("error_code", row -> row.trial().errorCode()),
            new Column("error", row -> row.trial().error()));

    static final String HEADER = CsvLine.of(COLUMNS.stream().map(Column::name).toList());

    private TrialTable() {}

    static String line(TrialRow row) {
        List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
        COLUMNS.forEach(column -> cells.add(column.value.apply(row)));
        return CsvLine.of(cells);
    }

    private record Column(String name, Function<TrialRow, @Nullable Object> value) {}

    private static Column measured(String name, Function<Result, Object> value) {
        return new Column(name, row -> {
            Result result = row.trial().result();
            return result == null ? null : value.apply(result);
        });
    }
}
