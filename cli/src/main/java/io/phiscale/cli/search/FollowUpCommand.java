package io.phiscale.cli.search;

import io.phiscale.cli.server.ServerOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a search that begins with the answer of another one: what is common to all commands that do. */
abstract class FollowUpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The search whose answer it begins with.")
    private String id = "";

    @Option(
            names = "--phi",
            description =
                    "That its networks are built at. Default: 1 above the search's own for a check, 2 above it for a refined search.")
    private @Nullable Double phi;

    @Option(names = "--run", description = "Submit it right away, instead of printing it.")
    private boolean run;

    /** Such as {@code check}. */
    abstract String kind();

    @Override
    public final Integer call() {
        SearchApi searches = new SearchApi(server.client());
        String specification = searches.followUp(id, kind(), phi);
        PrintWriter out = spec.commandLine().getOut();
        if (run) {
            String created = searches.create(specification);
            out.printf("search %s: %s/searches/%s%n", created, server.client().server(), created);
        } else {
            out.print(specification);
        }
        out.flush();
        return 0;
    }
}
