package io.phiscale.cli.search;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches on a coordinator. */
@Command(
        name = "search",
        description =
                "Runs, previews, lists, shows, pauses, cancels, retries, exports and follows up searches on a coordinator.",
        subcommands = {
            RunCommand.class,
            PreviewCommand.class,
            ListCommand.class,
            ShowCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            CancelCommand.class,
            RetryCommand.class,
            PriorityCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            RefineCommand.class
        })
public final class SearchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "give a command: run, preview, list, show, pause, resume, cancel, retry, priority, export, check or refine");
    }
}
