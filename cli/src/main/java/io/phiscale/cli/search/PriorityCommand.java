package io.phiscale.cli.search;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.server.ServerOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Moves one search in the queue. */
@Command(name = "priority", description = "Sets a search's priority: trials of a higher one are given out first.")
final class PriorityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The search.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "PRIORITY", description = "From -1000 to 1000; 0 at first.")
    private int priority;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode search = new SearchApi(server.client()).prioritize(id, priority);
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), search);
        } else {
            spec.commandLine().getOut().printf("search %s has priority %d%n", id, priority);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
