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

/** Tries again what failed of one search. */
@Command(name = "retry", description = "Queues a search's failed trials again. What succeeded is not run again.")
final class RetryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The search.")
    private String id = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode search = new SearchApi(server.client()).retry(id);
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), search);
        } else {
            spec.commandLine().getOut().printf("search %s tries its failed trials again%n", id);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
