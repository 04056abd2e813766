package io.phiscale.search.worker;

import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.search.trial.TrialReports;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What agents report about a trial. Every write names its token, and is told to stop where a newer one has been given out. */
@RestController
@RequestMapping("/api/worker/trials/{trial}")
class TrialReportController {
    private static final int LONGEST_LOG = 500_000;

    private final TrialQueue queue;
    private final TrialReports reports;
    private final Failures failures;

    TrialReportController(TrialQueue queue, TrialReports reports, Failures failures) {
        this.queue = queue;
        this.reports = reports;
        this.failures = failures;
    }

    @PostMapping("/heartbeat")
    Acknowledgement heartbeat(@PathVariable long trial, @RequestBody Heartbeat heartbeat) {
        return new Acknowledgement(queue.extend(trial, heartbeat.token(), heartbeat.fraction()));
    }

    @PostMapping("/epochs")
    Acknowledgement epoch(@PathVariable long trial, @RequestBody EpochReport report) {
        ReportCheck.check(report);
        return new Acknowledgement(reports.epoch(trial, report.token(), report.metrics()));
    }

    @PostMapping("/result")
    Acknowledgement result(@PathVariable long trial, @RequestBody ResultReport report) {
        ReportCheck.check(report);
        return acknowledge(reports.result(trial, report.token(), report.result()));
    }

    @PostMapping("/failure")
    Acknowledgement failure(@PathVariable long trial, @RequestBody FailureReport report) {
        ReportCheck.check(report);
        // PostgreSQL's text holds no zero characters; a crashing trainer's log may.
        String log = report.log().replace("\0", "");
        String message = report.message().replace("\0", "");
        String kept = log.substring(Math.max(0, log.length() - LONGEST_LOG));
        return acknowledge(failures.report(trial, new FailureReport(report.token(), report.code(), message, kept)));
    }

    @PostMapping("/release")
    Acknowledgement release(@PathVariable long trial, @RequestBody Release release) {
        return acknowledge(queue.release(trial, release.token()));
    }

    private static Acknowledgement acknowledge(boolean held) {
        return new Acknowledgement(held ? Command.CONTINUE : Command.STOP);
    }
}
