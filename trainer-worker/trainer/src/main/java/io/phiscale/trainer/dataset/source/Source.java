package io.phiscale.trainer.dataset.source;

import java.nio.file.Path;

/** One place where a data set may come from. */
public interface Source {

    /** As a user would look for it, such as a folder or an address. */
    String description();

    /** Looks, and fetches where this source does so; takes up to minutes. Never throws for what it may meet. */
    Outcome look();

    /** What came of it. */
    sealed interface Outcome {}

    /** @param folder that holds the whole data set */
    record Found(Path folder) implements Outcome {}

    /** @param reason why not, as part of a sentence */
    record Missing(String reason) implements Outcome {}
}
