package io.phiscale.cli.search;

import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Terminal;
import io.phiscale.cli.server.CoordinatorClient;
import io.phiscale.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a search. */
@Command(
        name = "run",
        description = "Starts a search from a YAML or JSON file.",
        footer = {
            "",
            "The shortest file:",
            "  baseline: efficientnet-b0",
            "  resolution: 32",
            "  dataset: {name: fashion-mnist}"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private SearchFile file = new SearchFile();

    @Option(names = "--watch", description = "Show progress until it is over, then the answer.")
    private boolean watch;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        CoordinatorClient client = server.client();
        SearchApi searches = new SearchApi(client);
        String id = searches.create(file.text());
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.printf("search %s: %s/searches/%s%n", id, client.server(), id);
            out.printf("engine: %s; others by engine, device and precision in FILE%n", searches.platform(id));
            out.flush();
        }
        if (watch) {
            // Progress is not part of the document: it goes where messages go.
            PrintWriter messages = json ? spec.commandLine().getErr() : out;
            new SearchWatch(
                            searches,
                            new ProgressDisplay(
                                    messages, json ? null : Terminal.screen().orElse(null)))
                    .untilOver(id);
        }
        if (json) {
            JsonOutput.print(out, watch ? searches.answer(id) : searches.show(id));
        } else if (watch) {
            new AnswerReport(searches).printAnswer(id, out);
        }
        if (watch) {
            SearchWatch.requireDone(searches.show(id));
        }
        return 0;
    }
}
