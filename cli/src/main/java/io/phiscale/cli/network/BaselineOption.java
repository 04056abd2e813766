package io.phiscale.cli.network;

import io.phiscale.cli.failure.UserException;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import io.phiscale.specification.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network to scale, or to measure. */
public final class BaselineOption {
    @Option(
            names = "--baseline",
            required = true,
            paramLabel = "NAME|FILE",
            description = {
                "efficientnet-b0, mobilenet-v1, mobilenet-v2, resnet-18, resnet-50, mbconv-nano, or a YAML or JSON file",
                "with a network of your own."
            })
    private String baseline = "";

    @Option(names = "--classes", paramLabel = "N", description = "Classes of the dense layer; default: the baseline's.")
    private @Nullable Integer classes;

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
