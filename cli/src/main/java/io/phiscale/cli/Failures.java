package io.phiscale.cli;

import io.phiscale.cli.failure.UserException;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.specification.SpecificationSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Exit codes, and one line on standard error for each. */
public final class Failures {
    static final int WRONG_USAGE = 2;
    static final int FAILED = 1;
    private static final String DEBUG = "PHISCALE_DEBUG";

    private Failures() {}

    public static int wrongUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        return say(
                command,
                "%s (%s --help explains)"
                        .formatted(
                                oneLine(failure.getMessage()).replaceFirst("^Error: ", ""),
                                command.getCommandSpec().qualifiedName()),
                WRONG_USAGE);
    }

    public static int failed(Exception failure, CommandLine command, @Nullable ParseResult arguments) {
        if (failure instanceof InvalidValueException) {
            return say(command, oneLine(failure.getMessage()), WRONG_USAGE);
        }
        if (failure instanceof UserException || failure instanceof SpecificationSyntaxException) {
            return say(command, oneLine(failure.getMessage()), FAILED);
        }
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(command.getErr());
        }
        return say(
                command,
                "this should not have happened (%s); set %s=1 to see where, and report it"
                        .formatted(oneLine(failure.toString()), DEBUG),
                FAILED);
    }

    private static int say(CommandLine command, String line, int exitCode) {
        command.getErr().println("phiscale: " + line);
        command.getErr().flush();
        return exitCode;
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("no reason given");
    }
}
