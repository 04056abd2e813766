package io.phiscale.search.export;

import io.phiscale.search.search.Searches;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * All trials of a search, whatever their state, as comma-separated values (RFC 4180, UTF-8); what is not known is
 * empty. The columns are those of {@link TrialRows#COLUMNS}. Text that a spreadsheet would take for a formula gets an
 * apostrophe before it.
 */
@Component
class CsvExport implements Export {
    private final Searches searches;
    private final TrialRows rows;

    CsvExport(Searches searches, TrialRows rows) {
        this.searches = searches;
        this.rows = rows;
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public MediaType mediaType() {
        return new MediaType("text", "csv", StandardCharsets.UTF_8);
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public Document open(long search) {
        long known = searches.get(search).id();
        return out -> write(known, out);
    }

    private void write(long search, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(CsvLine.of(TrialRows.COLUMNS));
        List<TrialRows.Row> page = rows.after(search, 0);
        while (!page.isEmpty()) {
            for (TrialRows.Row row : page) {
                writer.write(CsvLine.of(row.values()));
            }
            page = rows.after(search, page.get(page.size() - 1).trial());
        }
        writer.flush();
    }
}
