package io.phiscale.cli.process;

import io.phiscale.cli.failure.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the program that measures, with a database of its own, and nothing else on its class path. */
@Command(
        name = "bench",
        description = {
            "Measures Phiscale on this machine. What there is to measure:",
            "  queue       lives of trials per second, over HTTP, against a real PostgreSQL",
            "  heartbeats  whether heartbeats let the table of trials grow",
            "  train       how many images a second an engine trains",
            "phiscale bench train --help says more."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "io.phiscale.bench.Bench";

    @Parameters(paramLabel = "ARGUMENT", description = "What to measure, and its options")
    private List<String> arguments = List.of();

    /** What comes after the name of a measurement is that measurement's own. */
    @Spec
    void takeOptionsForArguments(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Installation.java(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dphiscale.home=" + Installation.home(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath(),
                MAIN));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failed) {
            throw new UserException("cannot start the measurement: " + failed.getMessage());
        }
    }

    private static String classPath() {
        Path program = Installation.program("bench");
        return program + "/*";
    }
}
