package io.phiscale.cli.network;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Table;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.Require;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The cost of one scaled network. */
@Command(
        name = "cost",
        description = "What a scaled network costs: parameters, multiply-adds, activations, training memory.",
        footer = {
            "",
            "Example: EfficientNet-B2",
            "  phiscale cost --baseline efficientnet-b0 --width 1.1 --depth 1.2" + " --resolution 260"
        })
public final class CostCommand implements Callable<Integer> {
    private static final int MOST_BATCH = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private RoundingOptions rounding = new RoundingOptions();

    @Option(names = "--width", paramLabel = "W", description = "Factor on channels. Default: ${DEFAULT-VALUE}")
    private double width = 1;

    @Option(names = "--depth", paramLabel = "D", description = "Factor on layers. Default: ${DEFAULT-VALUE}")
    private double depth = 1;

    @Option(names = "--resolution", paramLabel = "PX", description = "Image size; default: the baseline's.")
    private @Nullable Integer resolution;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Batch size for the estimate of training memory. Default: ${DEFAULT-VALUE}")
    private int batch = 32;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Require.between("--batch", batch, 1, MOST_BATCH);
        Architecture architecture = architecture(baseline.resolve());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, CostDocument.of(architecture));
        } else {
            print(architecture, out);
        }
        return 0;
    }

    private Architecture architecture(Baseline base) {
        Scaler scaler = new Scaler(base, rounding.resolve());
        double factor = resolution == null
                ? 1
                : (double) Require.between(
                                "--resolution", resolution, Architecture.LEAST_RESOLUTION, Architecture.MOST_RESOLUTION)
                        / base.architecture().resolution();
        return scaler.scale(new ScalingFactors(depth, width, factor));
    }

    private void print(Architecture architecture, PrintWriter out) {
        Cost cost = architecture.cost();
        out.printf(Locale.ROOT, "parameters      %,d%n", cost.parameters());
        out.printf(Locale.ROOT, "multiply-adds   %,d%n", cost.multiplyAdds());
        out.printf(Locale.ROOT, "activations     %,d%n", cost.activations());
        out.printf("training memory about %sB for a batch of %d%n", Quantity.metric(cost.trainingMemory(batch)), batch);
        out.printf("fingerprint     %s%n%n", architecture.fingerprint());
        Table table = new Table("stage", "operator", "kernel", "stride", "expansion", "channels", "layers");
        table.add(
                "stem",
                "convolution",
                text(architecture.stem().kernel()),
                text(architecture.stem().stride()),
                "",
                text(architecture.stem().channels()),
                "1");
        architecture
                .stemPooling()
                .ifPresent(pooling -> table.add(
                        "",
                        "max pooling",
                        text(pooling.kernel()),
                        text(pooling.stride()),
                        "",
                        text(architecture.stem().channels()),
                        "1"));
        int number = 1;
        for (Stage stage : architecture.stages()) {
            table.add(
                    text(number++),
                    stage.operator().name().toLowerCase(Locale.ROOT),
                    text(stage.kernel()),
                    text(stage.stride()),
                    text(stage.expansion()),
                    text(stage.channels()),
                    text(stage.layers()));
        }
        if (architecture.hasHead()) {
            table.add("head", "convolution", "1", "1", "", text(architecture.headChannels()), "1");
        }
        table.print(out);
        out.printf(
                "%d × %d px, %d channels in, %d classes out, activation %s%n",
                architecture.resolution(),
                architecture.resolution(),
                architecture.inputChannels(),
                architecture.classes(),
                architecture.activation().name().toLowerCase(Locale.ROOT));
        out.flush();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
