package io.phiscale.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print. */
public record CommandLineRunner(int exitCode, String output, String error) {

    public static CommandLineRunner run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = Phiscale.commandLine();
        commandLine.setOut(new PrintWriter(output));
        commandLine.setErr(new PrintWriter(error));
        int exitCode = commandLine.execute(arguments);
        return new CommandLineRunner(exitCode, output.toString(), error.toString());
    }

    /** For commands that write bytes, not text: those go here. */
    static CommandLineRunner run(ByteArrayOutputStream bytes, String... arguments) {
        PrintStream standardOutput = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return run(arguments);
        } finally {
            System.setOut(standardOutput);
        }
    }
}
