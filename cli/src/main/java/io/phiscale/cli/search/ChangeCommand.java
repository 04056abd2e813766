package io.phiscale.cli.search;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.server.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Changes one search and says so: what is common to all commands that do. */
abstract class ChangeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The search.")
    private String id = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** @return the search after the change */
    abstract JsonNode change(SearchApi searches, String id);

    /** What happened to the search, such as {@code is cancelled}. */
    abstract String inWords();

    @Override
    public final Integer call() {
        JsonNode search = change(new SearchApi(server.client()), id);
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), search);
        } else {
            spec.commandLine().getOut().printf("search %s %s%n", id, inWords());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
