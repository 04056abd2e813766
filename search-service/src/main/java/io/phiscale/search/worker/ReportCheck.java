package io.phiscale.search.worker;

import io.phiscale.protocol.trainer.SplitMetrics;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.protocol.trial.EpochReport;
import io.phiscale.protocol.trial.FailureReport;
import io.phiscale.protocol.trial.ResultReport;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What a report must hold before it is stored; what JSON leaves out is null, whatever the record says. A worker may be of another version, or not be ours at all; an accuracy
 * that is no number would win every selection.
 */
final class ReportCheck {
    private ReportCheck() {}

    static void check(EpochReport report) {
        present("metrics", report.metrics());
        Require.between("metrics.epoch", report.metrics().epoch(), 1, Integer.MAX_VALUE);
        present("metrics.validation", report.metrics().validation());
    }

    static void check(ResultReport report) {
        TrialResult result = report.result();
        present("result", result);
        present("result.validation", result.validation());
        present("result.test", result.test());
        if (!result.diverged()) {
            check("result.validation", result.validation());
            check("result.test", result.test());
        }
        result.provenance().forEach((key, value) -> {
            PlainText.require("result.provenance", key);
            PlainText.require("result.provenance." + key, value);
        });
    }

    static void check(FailureReport report) {
        present("code", report.code());
        present("message", report.message());
        present("log", report.log());
    }

    private static void check(String split, SplitMetrics metrics) {
        Require.between(split + ".top1", metrics.top1(), 0, 1);
        Require.between(split + ".top5", metrics.top5(), 0, 1);
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw new InvalidValueException(field, "missing", "a value");
        }
    }
}
