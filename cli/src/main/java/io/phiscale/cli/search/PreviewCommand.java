package io.phiscale.cli.search;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Table;
import io.phiscale.cli.server.ServerOptions;
import io.phiscale.scaling.quantity.Quantity;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What a search would train and take. */
@Command(
        name = "preview",
        description = {
            "What a search would train, how long that would take, and what other strategies",
            "would train instead. Nothing is stored."
        })
final class PreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private SearchFile file = new SearchFile();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode preview = new SearchApi(server.client()).preview(file.text());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, preview);
        } else {
            print(preview, out);
        }
        return 0;
    }

    private static void print(JsonNode preview, PrintWriter out) {
        Table table = new Table("strategy", "networks", "of", "least cost", "mean", "most");
        addNetworks(table, preview.path("strategy").asString() + " (this one)", preview.path("networks"));
        for (JsonNode other : preview.path("alternatives")) {
            addNetworks(table, other.path("strategy").asString(), other.path("networks"));
        }
        table.print(out);
        out.println("costs: realised multiply-adds over the baseline's");
        for (JsonNode other : preview.path("alternatives")) {
            if (other.path("problem").isString()) {
                out.printf(
                        "%s: %s%n",
                        other.path("strategy").asString(), other.path("problem").asString());
            }
        }
        printEffort(preview.path("effort"), out);
        preview.path("warnings").forEach(warning -> out.println(warning.asString()));
        out.flush();
    }

    private static void addNetworks(Table table, String strategy, JsonNode networks) {
        JsonNode ratio = networks.path("costRatio");
        table.add(
                strategy,
                networks.path("candidates").asString("-"),
                networks.path("distinct").asString("-"),
                number(ratio.path("least")),
                number(ratio.path("mean")),
                number(ratio.path("most")));
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.3f", number.asDouble()) : "-";
    }

    private static void printEffort(JsonNode effort, PrintWriter out) {
        out.println();
        Table table = new Table("", "trainings", "images", "hours", "price");
        add(table, "this search", effort);
        JsonNode most = effort.path("atMost");
        if (most.isObject()) {
            add(table, "at most, with further seeds", most);
        }
        table.print(out);
        out.printf(
                "trained by %s; hours, one after the other: %s%n",
                effort.path("engine").asString(), effort.path("basis").asString());
        double exhaustive = effort.path("exhaustiveImages").asDouble();
        long least = Math.round(100 * effort.path("images").asDouble() / exhaustive);
        long largest = most.isObject() ? Math.round(100 * most.path("images").asDouble() / exhaustive) : least;
        if (least < 100) {
            out.printf(
                    Locale.ROOT,
                    "that is %s %% of the %,.0f images that it would take to train all candidates as long, with as many seeds%n",
                    largest == least ? least : "%d to %d".formatted(least, largest),
                    exhaustive);
        }
    }

    private static void add(Table table, String what, JsonNode amount) {
        table.add(
                what,
                String.format(Locale.ROOT, "%,d", amount.path("trainings").asLong()),
                String.format(Locale.ROOT, "%,d", amount.path("images").asLong()),
                amount.path("hours").isNumber()
                        ? Quantity.hours(amount.path("hours").asDouble())
                        : "–",
                amount.path("price").isNumber()
                        ? String.format(
                                Locale.ROOT, "%.2f", amount.path("price").asDouble())
                        : "–");
    }
}
