package io.phiscale.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print. */
record CommandLineRunner(int exitCode, String output, String error) {

    static CommandLineRunner run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = Phiscale.commandLine();
        commandLine.setOut(new PrintWriter(output));
        commandLine.setErr(new PrintWriter(error));
        int exitCode = commandLine.execute(arguments);
        return new CommandLineRunner(exitCode, output.toString(), error.toString());
    }
}
