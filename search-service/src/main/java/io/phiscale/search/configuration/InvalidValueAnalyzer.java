package io.phiscale.search.configuration;

import io.phiscale.scaling.validation.InvalidValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A setting that is not allowed is one sentence, not a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidValueAnalyzer extends AbstractFailureAnalyzer<InvalidValueException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidValueException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
