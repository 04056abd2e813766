package io.phiscale.search.worker;

import io.phiscale.protocol.trial.Acknowledgement;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.protocol.trial.Command;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.Heartbeat;
import io.phiscale.protocol.trial.Release;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.search.error.PlainText;
import io.phiscale.search.trial.TrialQueue;
import io.phiscale.search.trial.TrialReports;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What agents call. Every write names its token, and is told to stop where a newer one has been given out. */
@RestController
@RequestMapping("/api/worker")
class WorkerController {
    private static final int LONGEST_LOG = 500_000;

    private final Workers workers;
    private final Claims claims;
    private final TrialQueue queue;
    private final TrialReports reports;
    private final LongPoll poll;

    WorkerController(Workers workers, Claims claims, TrialQueue queue, TrialReports reports, LongPoll poll) {
        this.workers = workers;
        this.claims = claims;
        this.queue = queue;
        this.reports = reports;
        this.poll = poll;
    }

    /** Waits for work as long as the request says; no connection of the database is held meanwhile. */
    @PostMapping("/claims")
    ResponseEntity<Claim> claim(@RequestBody ClaimRequest request) throws InterruptedException {
        PlainText.require("worker", request.worker());
        request.engines().forEach(engine -> PlainText.require("engines", engine));
        workers.seen(request);
        return poll.await(() -> claims.claim(request), request.waitSeconds())
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/trials/{trial}/heartbeat")
    Acknowledgement heartbeat(@PathVariable long trial, @RequestBody Heartbeat heartbeat) {
        workers.seenWith(trial, heartbeat.token());
        return acknowledge(queue.extend(trial, heartbeat.token(), heartbeat.fraction()));
    }

    @PostMapping("/trials/{trial}/epochs")
    Acknowledgement epoch(@PathVariable long trial, @RequestBody EpochReport report) {
        ReportCheck.check(report);
        return acknowledge(reports.epoch(trial, report.token(), report.metrics()));
    }

    @PostMapping("/trials/{trial}/result")
    Acknowledgement result(@PathVariable long trial, @RequestBody ResultReport report) {
        ReportCheck.check(report);
        return acknowledge(reports.result(trial, report.token(), report.result()));
    }

    @PostMapping("/trials/{trial}/failure")
    Acknowledgement failure(@PathVariable long trial, @RequestBody FailureReport report) {
        ReportCheck.check(report);
        // PostgreSQL's text holds no zero characters; a crashing trainer's log may.
        String log = report.log().replace("\0", "");
        String message = report.message().replace("\0", "");
        String kept = log.substring(Math.max(0, log.length() - LONGEST_LOG));
        return acknowledge(queue.fail(trial, report.token(), report.code(), message, kept));
    }

    @PostMapping("/trials/{trial}/release")
    Acknowledgement release(@PathVariable long trial, @RequestBody Release release) {
        return acknowledge(queue.release(trial, release.token()));
    }

    private static Acknowledgement acknowledge(boolean held) {
        return new Acknowledgement(held ? Command.CONTINUE : Command.STOP);
    }
}
