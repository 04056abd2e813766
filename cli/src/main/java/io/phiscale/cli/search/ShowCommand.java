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

/** Shows one search. */
@Command(name = "show", description = "Shows a search: where it stands and, once it is done, the answer.")
final class ShowCommand implements Callable<Integer> {
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
        SearchApi searches = new SearchApi(server.client());
        if (json) {
            JsonOutput.print(spec.commandLine().getOut(), searches.answer(id));
        } else {
            new ProgressDisplay(spec.commandLine().getOut(), null).show(searches.progress(id));
            new AnswerReport(searches).printAnswer(id, spec.commandLine().getOut());
        }
        return 0;
    }
}
