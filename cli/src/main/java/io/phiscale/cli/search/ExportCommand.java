package io.phiscale.cli.search;

import io.phiscale.cli.failure.UserException;
import io.phiscale.cli.output.Terminal;
import io.phiscale.cli.server.ServerOptions;
import io.phiscale.scaling.validation.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a search's results away. */
@Command(
        name = "export",
        description = {
            "Takes a search's results away:",
            "json: coefficients, ladder with resolved networks, provenance;",
            "csv: all trials;",
            "html: a report, as one file that needs nothing beside it;",
            "yaml: the specification with every value written out, to run it again;",
            "dl4j: a ZIP archive with a Deeplearning4j configuration of each ladder model."
        })
final class ExportCommand implements Callable<Integer> {
    private static final Set<String> FORMATS = Set.of("json", "csv", "html", "yaml", "dl4j");

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The search.")
    private String id = "";

    @Option(
            names = "--format",
            required = true,
            paramLabel = "json|csv|html|yaml|dl4j",
            description = "What to export.")
    private String format = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Default: standard output; a terminal takes no dl4j.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        if (!FORMATS.contains(format)) {
            throw new InvalidValueException("--format", format, "json, csv, html, yaml or dl4j");
        }
        if (output == null && format.equals("dl4j") && Terminal.isStandardOutput()) {
            throw new InvalidValueException("--output", "missing", "a file name: dl4j is no text for a terminal");
        }
        byte[] document = new SearchApi(server.client()).export(id, format);
        if (output == null) {
            // As it came: through a writer, an archive would be text, and text in another encoding.
            System.out.write(document, 0, document.length);
            System.out.flush();
        } else {
            write(output, document);
        }
        return 0;
    }

    private static void write(Path file, byte[] document) {
        try {
            Files.write(file, document);
        } catch (IOException failed) {
            throw new UserException("cannot write %s: give a file in a folder that exists".formatted(file));
        }
    }
}
