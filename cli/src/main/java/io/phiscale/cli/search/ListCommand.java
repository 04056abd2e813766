package io.phiscale.cli.search;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Quantity;
import io.phiscale.cli.output.Table;
import io.phiscale.cli.server.ServerOptions;
import java.io.PrintWriter;
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
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode page = new SearchApi(server.client()).list();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(out, page);
            return 0;
        }
        Table table = new Table("id", "state", "done", "created", "name");
        for (JsonNode search : page.path("items")) {
            table.add(
                    search.path("id").asString(),
                    search.path("state").asString(),
                    Quantity.percent(search.path("progress").path("fraction").asDouble(0)),
                    search.path("createdAt").asString(""),
                    search.path("name").asString(""));
        }
        table.print(out);
        return 0;
    }
}
