package io.phiscale.search.error;

import io.phiscale.artifact.ArtifactStoreException;
import io.phiscale.artifact.ArtifactStoreException.Kind;
import org.slf4j.Logger;

/** What the log says where the store of checkpoints fails: the sentence, and the cause where nobody foresaw it. */
public final class StoreFailures {
    private StoreFailures() {}

    /** @param what could not be done */
    public static void warn(Logger log, String what, ArtifactStoreException failure) {
        if (failure.kind() == Kind.FAILED) {
            log.warn("{}: {}", what, failure.getMessage(), failure);
        } else {
            log.warn("{}: {}", what, failure.getMessage());
        }
    }
}
