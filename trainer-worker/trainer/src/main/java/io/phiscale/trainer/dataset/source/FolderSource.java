package io.phiscale.trainer.dataset.source;

import io.phiscale.trainer.dataset.idx.IdxFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that may already hold the files. */
public record FolderSource(String description, Path folder) implements Source {

    @Override
    public Outcome look() {
        if (!Files.isDirectory(folder)) {
            return new Missing("there is no such folder");
        }
        List<String> missing = new IdxFiles(folder).missing();
        return missing.isEmpty() ? new Found(folder) : new Missing("it lacks " + String.join(", ", missing));
    }
}
