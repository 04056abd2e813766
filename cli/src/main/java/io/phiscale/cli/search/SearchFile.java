package io.phiscale.cli.search;

import io.phiscale.cli.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** A search as its user wrote it. */
final class SearchFile {
    @Parameters(paramLabel = "FILE", description = "The search, in YAML or JSON.")
    private Path file = Path.of("");

    String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UserException("cannot read %s: give a file that exists and can be read".formatted(file));
        }
    }
}
