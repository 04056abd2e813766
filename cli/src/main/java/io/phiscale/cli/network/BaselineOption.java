package io.phiscale.cli.network;

import io.phiscale.cli.failure.UserException;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.specification.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network to scale, or to measure. */
public final class BaselineOption {
    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "NAME|FILE",
            completionCandidates = Names.class,
            description = "${COMPLETION-CANDIDATES}, or a YAML or JSON file with a network of your own.")
    private String baseline = "";

    @Option(names = "--classes", paramLabel = "N", description = "Classes of the dense layer; default: the baseline's.")
    private @Nullable Integer classes;

    /** For picocli. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return BuiltInBaselines.names().iterator();
        }
    }

    /** @throws UserException where it names a file that cannot be read */
    public Baseline resolve() {
        Baseline resolved = read();
        return classes == null
                ? resolved
                : resolved.forImages(resolved.architecture().inputChannels(), classes);
    }

    private Baseline read() {
        if (!baseline.matches(".*\\.(ya?ml|json)")) {
            return BuiltInBaselines.named(baseline);
        }
        try {
            return SpecificationReader.readBaseline(Files.readString(Path.of(baseline)))
                    .baseline();
        } catch (IOException unreadable) {
            throw new UserException("cannot read " + baseline + ": give a file that exists and can be read");
        }
    }
}
