package io.phiscale.search.export;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.trial.TrialRows;
import io.phiscale.specification.SpecificationReader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;

/** Results to take away, as files. */
@RestController
class ExportController {
    /** In the order in which a person would read it. */
    private static final ObjectWriter JSON = ProtocolJson.MAPPER
            .rebuild()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writerWithDefaultPrettyPrinter();

    private static final String CSV = "text/csv;charset=UTF-8;header=present";

    private final Searches searches;
    private final SearchArchive archive;
    private final TrialRows trials;
    private final Answers answers;

    ExportController(Searches searches, SearchArchive archive, TrialRows trials, Answers answers) {
        this.searches = searches;
        this.archive = archive;
        this.trials = trials;
        this.answers = answers;
    }

    /** @param format json, csv or dl4j */
    @GetMapping("/api/searches/{id}/export")
    void export(@PathVariable long id, @RequestParam String format, HttpServletResponse response) throws IOException {
        searches.get(id);
        switch (format) {
            case "json" -> json(id, response);
            case "csv" -> csv(id, response);
            case "dl4j" -> dl4j(id, response);
            default -> throw ApiException.invalid("format", format, "json, csv or dl4j");
        }
    }

    private void json(long id, HttpServletResponse response) throws IOException {
        byte[] document = json(SearchExport.of(archive.records(id), Instant.now()));
        describe(response, MediaType.APPLICATION_JSON_VALUE, "phiscale-search-%d.json".formatted(id));
        response.getOutputStream().write(document);
    }

    static byte[] json(SearchExport document) {
        return JSON.writeValueAsBytes(document);
    }

    private void csv(long id, HttpServletResponse response) throws IOException {
        describe(response, CSV, "phiscale-search-%d-trials.csv".formatted(id));
        PrintWriter lines = new PrintWriter(response.getOutputStream(), false, StandardCharsets.UTF_8);
        lines.print(TrialTable.HEADER);
        trials.forEach(id, row -> lines.print(TrialTable.line(row)));
        lines.flush();
    }

    private void dl4j(long id, HttpServletResponse response) throws IOException {
        LadderView ladder = answers.ladder(id);
        Recipe recipe =
                SpecificationReader.readSearch(searches.specification(id)).recipe();
        byte[] document = Dl4jArchive.of(ladder, recipe.regularization());
        describe(response, "application/zip", "phiscale-search-%d-dl4j.zip".formatted(id));
        response.getOutputStream().write(document);
    }

    private static void describe(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(file).build().toString());
    }
}
