package io.phiscale.cli.network;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Table;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.ladder.LadderModel;
import io.phiscale.scaling.quantity.Quantity;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The larger models that coefficients give. */
@Command(
        name = "ladder",
        description = {
            "The family of larger models that coefficients give: powers of them, or the published B0 to B7.",
            "The published models are hand-picked, and no powers: B2, not B1, is what phi = 1 gives."
        })
public final class LadderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BaselineOption baseline = new BaselineOption();

    @Mixin
    private RoundingOptions rounding = new RoundingOptions();

    @ArgGroup(multiplicity = "1")
    private LadderOptions ladder = new LadderOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    record ModelDocument(
            String name,
            @Nullable Double phi,
            double depth,
            double width,
            double resolutionFactor,
            @Nullable Double dropout,
            CostDocument cost) {
        static ModelDocument of(LadderModel model) {
            return new ModelDocument(
                    model.name(),
                    model.phi(),
                    model.factors().depth(),
                    model.factors().width(),
                    model.factors().resolution(),
                    model.dropout(),
                    CostDocument.of(model.architecture()));
        }
    }

    record LadderDocument(@Nullable Coefficients coefficients, boolean published, List<ModelDocument> models) {}

    @Override
    public Integer call() {
        Scaler scaler = new Scaler(baseline.resolve(), rounding.resolve());
        List<LadderModel> models = ladder.models(scaler);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<ModelDocument> documents =
                    models.stream().map(ModelDocument::of).toList();
            JsonOutput.print(out, new LadderDocument(ladder.coefficients(), ladder.isPublished(), documents));
        } else {
            print(models, out);
        }
        return 0;
    }

    private static String head(Architecture architecture) {
        return architecture.hasHead() ? Integer.toString(architecture.headChannels()) : "none";
    }

    private static void print(List<LadderModel> models, PrintWriter out) {
        Table table = new Table(
                "model",
                "depth",
                "width",
                "resolution",
                "blocks",
                "head",
                "parameters",
                "multiply-adds",
                "activations");
        for (LadderModel model : models) {
            table.add(
                    model.name(),
                    Quantity.plain(model.factors().depth(), 3),
                    Quantity.plain(model.factors().width(), 3),
                    Integer.toString(model.architecture().resolution()),
                    Integer.toString(model.architecture().blocks().size()),
                    head(model.architecture()),
                    Quantity.metric(model.cost().parameters()),
                    Quantity.metric(model.cost().multiplyAdds()),
                    Quantity.metric(model.cost().activations()));
        }
        table.print(out);
    }
}
