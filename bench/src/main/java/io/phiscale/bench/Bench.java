package io.phiscale.bench;

import io.phiscale.cli.Failures;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code phiscale bench}. */
@Command(
        name = "phiscale bench",
        mixinStandardHelpOptions = true,
        description = "Measures Phiscale on this machine.",
        subcommands = {QueueBench.class, HeartbeatBench.class, TrainBench.class})
public final class Bench implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: queue, heartbeats or train");
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Bench());
        commandLine.setParameterExceptionHandler(Failures::wrongUsage);
        commandLine.setExecutionExceptionHandler(Failures::failed);
        return commandLine;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
