package io.phiscale.trainer.dataset;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import java.util.Map;
import java.util.Optional;

/** Data sets as their authors published them, as far as we know the {@link DataSet#contentHash} of that. */
public final class PublishedContent {
    private static final Map<String, String> HASHES = Map.of(
            BuiltInDataSets.FASHION_MNIST.name(),
            "sha256:ca3ab2a37f845e1b8ae23cab1b51749a3011ba3bf1d9016176d75cbaabac376f");

    private PublishedContent() {}

    /** Whether the data are those that were published under their name; empty where we do not know. */
    public static Optional<Boolean> is(DataSet data) {
        return Optional.ofNullable(HASHES.get(data.facts().name())).map(data.contentHash()::equals);
    }

    /** The name that the data were published under, whatever theirs is now. */
    public static Optional<String> nameOf(DataSet data) {
        return HASHES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(data.contentHash()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
