package io.phiscale.search.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A refused start is one sentence, not a stack trace. */
class StartFailureAnalyzer extends AbstractFailureAnalyzer<UnsafeConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeConfigurationException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
