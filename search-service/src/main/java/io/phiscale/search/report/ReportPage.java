package io.phiscale.search.report;

import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the report's template needs, as a page and as a file. */
@Component
public class ReportPage {
    private final JsonMapper json;

    ReportPage(JsonMapper json) {
        this.json = json;
    }

    public Map<String, Object> attributes(Report report) {
        // Within a script element, nothing but this ends it or begins a comment; JSON has it in text alone.
        String drawings = json.writeValueAsString(report.drawings()).replace("<", "\\u003c");
        return Map.of("report", report, "drawings", drawings);
    }
}
