package io.phiscale.search.report;

import io.phiscale.search.export.Export;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

/** The report as one file that needs nothing beside it: no server, no network. */
@Component
class HtmlExport implements Export {
    /** In the order in which they build on one another. */
    private static final List<String> SCRIPTS = List.of(
            "META-INF/resources/webjars/echarts/5.5.0/echarts.min.js",
            "static/js/charts.js",
            "static/js/accuracy.js",
            "static/js/triangle.js",
            "static/js/report.js");

    private final Reports reports;
    private final ReportPage page;
    private final ITemplateEngine templates;
    private final ThymeleafEvaluationContext beans;

    HtmlExport(Reports reports, ReportPage page, ITemplateEngine templates, ApplicationContext application) {
        this.reports = reports;
        this.page = page;
        this.templates = templates;
        this.beans = new ThymeleafEvaluationContext(application, null);
    }

    @Override
    public String format() {
        return "html";
    }

    @Override
    public MediaType mediaType() {
        return new MediaType("text", "html", StandardCharsets.UTF_8);
    }

    @Override
    public String extension() {
        return "html";
    }

    @Override
    public Document open(long search) {
        Context context = new Context(Locale.ROOT, page.attributes(reports.of(search)));
        context.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME, beans);
        context.setVariable(
                "inlined",
                Map.of(
                        "style", read("static/css/phiscale.css"),
                        "scripts", SCRIPTS.stream().map(HtmlExport::read).toList()));
        return out -> {
            OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            templates.process("report", context, writer);
            writer.flush();
        };
    }

    private static String read(String resource) {
        try (InputStream stream = new ClassPathResource(resource).getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("the coordinator's own %s cannot be read".formatted(resource), missing);
        }
    }
}
