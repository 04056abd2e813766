package io.phiscale.artifact;

import org.jspecify.annotations.Nullable;

/** Nothing is stored under the key. */
public final class ArtifactMissingException extends ArtifactStoreException {
    ArtifactMissingException(String key, String place, @Nullable Throwable cause) {
        super(
                Kind.MISSING,
                "cannot open %s: there is no such artifact in %s; it was deleted or never stored".formatted(key, place),
                cause);
    }
}
