package io.phiscale.search.dashboard;

import io.phiscale.search.report.ReportPage;
import io.phiscale.search.report.Reports;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The report of a search. */
@Controller
class ReportPageController {
    private final Reports reports;
    private final ReportPage page;

    ReportPageController(Reports reports, ReportPage page) {
        this.reports = reports;
        this.page = page;
    }

    @GetMapping("/searches/{id}/report")
    String report(@PathVariable long id, Model model) {
        model.addAllAttributes(page.attributes(reports.of(id)));
        return "report";
    }
}
