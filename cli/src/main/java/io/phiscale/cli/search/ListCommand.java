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

/** Lists searches. */
@Command(name = "list", description = "Lists searches, the newest first.")
final class ListCommand implements Callable<Integer> {
    private static final int SHOWN = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Listing searches = new SearchApi(server.client()).list(json ? Pages.ALL : SHOWN);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, searches);
        } else {
            print(searches, out);
        }
        return 0;
    }

    private static void print(Listing searches, PrintWriter out) {
        Table table = new Table("id", "state", "done", "created", "name");
        for (JsonNode search : searches.items()) {
            table.add(
                    search.path("id").asString(),
                    search.path("state").asString() + (search.path("paused").asBoolean(false) ? ", paused" : ""),
                    Quantity.percent(search.path("progress").path("fraction").asDouble(0)),
                    search.path("createdAt").asString(""),
                    search.path("name").asString(""));
        }
        table.print(out);
        if (!searches.holdsAll()) {
            out.printf(
                    Locale.ROOT,
                    "… and %,d more: --json prints all%n",
                    searches.total() - searches.items().size());
            out.flush();
        }
    }
}
