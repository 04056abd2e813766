package io.phiscale.cli;

import io.phiscale.cli.network.CandidatesCommand;
import io.phiscale.cli.network.CostCommand;
import io.phiscale.cli.network.LadderCommand;
import io.phiscale.cli.process.BenchCommand;
import io.phiscale.cli.process.ServeCommand;
import io.phiscale.cli.process.WorkCommand;
import io.phiscale.cli.quickstart.QuickstartCommand;
import io.phiscale.cli.search.SearchCommand;
import io.phiscale.cli.simulation.SimulateCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(
        name = "phiscale",
        mixinStandardHelpOptions = true,
        version = Phiscale.VERSION,
        description = "Finds out how a convolutional network should be scaled.",
        subcommands = {
            CostCommand.class,
            CandidatesCommand.class,
            LadderCommand.class,
            QuickstartCommand.class,
            SearchCommand.class,
            SimulateCommand.class,
            ServeCommand.class,
            WorkCommand.class,
            BenchCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Begin with: phiscale quickstart",
            "Exit codes: 0 done, 2 wrong usage, 1 anything else, with one line that says what to do.",
            "Completion: source <(phiscale generate-completion)"
        })
public final class Phiscale implements Runnable {
    static final String VERSION = "phiscale 0.1.0";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command; phiscale --help lists them");
    }

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Phiscale());
        // As in the files that users write.
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Failures::wrongUsage);
        commandLine.setExecutionExceptionHandler(Failures::failed);
        commandLine.getSubcommands().values().forEach(Phiscale::explain);
        return commandLine;
    }

    /** Every command has --help, and --version the same answer everywhere. */
    private static void explain(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).version(VERSION);
        command.getSubcommands().values().forEach(Phiscale::explain);
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
