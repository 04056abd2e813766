package io.phiscale.search.export;

import io.phiscale.search.error.ApiException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports over REST. */
@RestController
class ExportController {
    private final List<Export> exports;

    ExportController(List<Export> exports) {
        this.exports = exports;
    }

    @GetMapping("/api/searches/{id}/export")
    void export(@PathVariable long id, @RequestParam(defaultValue = "json") String format, HttpServletResponse response)
            throws IOException {
        Export export = named(format);
        Export.Document document = export.open(id);
        response.setContentType(export.mediaType().toString());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"search-%d.%s\"".formatted(id, export.extension()));
        document.writeTo(response.getOutputStream());
    }

    private Export named(String format) {
        return exports.stream()
                .filter(export -> export.format().equals(format))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "format",
                        format,
                        "one of " + exports.stream().map(Export::format).toList()));
    }
}
