package io.phiscale.trainer.dataset.source;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks sources one after the other until one has the data set.
 *
 * @param name of the data set
 * @param remedy what a person should do where none has
 */
public record FirstFound(String name, List<Source> sources, String remedy) {
    public FirstFound {
        sources = List.copyOf(sources);
    }

    /** @throws TrainingException {@code DATA_NOT_FOUND}: every source, why it has nothing, and the remedy */
    public Path folder() {
        StringBuilder tried = new StringBuilder();
        for (Source source : sources) {
            Source.Outcome outcome = source.look();
            if (outcome instanceof Source.Found found) {
                return found.folder();
            }
            if (outcome instanceof Source.Missing missing) {
                tried.append(tried.isEmpty() ? "" : "; ")
                        .append(source.description())
                        .append(" (")
                        .append(missing.reason())
                        .append(')');
            }
        }
        throw new TrainingException(
                ErrorCode.DATA_NOT_FOUND, "%s was not found. Tried: %s. %s".formatted(name, tried, remedy));
    }
}
