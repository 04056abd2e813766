package io.phiscale.search.artifact;

import io.phiscale.artifact.ArtifactStoreException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A store of checkpoints that cannot be used is one sentence, not a stack trace. */
class ArtifactStoreAnalyzer extends AbstractFailureAnalyzer<ArtifactStoreException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, ArtifactStoreException cause) {
        return new FailureAnalysis(
                "the store of checkpoints cannot be used: %s. Check phiscale.artifacts.directory, or what begins with phiscale.artifacts.s3"
                        .formatted(cause.getMessage()),
                null,
                cause);
    }
}
