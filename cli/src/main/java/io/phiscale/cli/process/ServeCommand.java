package io.phiscale.cli.process;

import io.phiscale.scaling.validation.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a coordinator. */
@Command(
        name = "serve",
        description = {
            "Runs a coordinator, with a PostgreSQL of its own unless --database names one.",
            "It listens on 127.0.0.1 unless --address says otherwise; other addresses need authentication configured."
        },
        footer = {
            "",
            "What else can be configured is in the README's table; pass it after --, such as",
            "  phiscale serve -- --phiscale.limits.candidates=1000"
        })
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", description = "Default: SERVER_PORT, else 8080; 0 for any.")
    private @Nullable Integer port;

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "To listen on. Default: SERVER_ADDRESS, else 127.0.0.1")
    private @Nullable String address;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = {
                "Such as jdbc:postgresql://host/phiscale; user and password come from PHISCALE_DATABASE_USER and",
                "PHISCALE_DATABASE_PASSWORD. Default: an embedded PostgreSQL."
            })
    private @Nullable String database;

    @Option(
            names = "--database-directory",
            paramLabel = "DIR",
            description = "Where the embedded PostgreSQL keeps its data.")
    private @Nullable String databaseDirectory;

    @Parameters(paramLabel = "SETTING", description = "Further settings, such as --phiscale.limits.candidates=1000")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws InterruptedException {
        return CoordinatorProcess.start(arguments()).waitFor() == 0 ? 0 : 1;
    }

    /** Nothing that was not given: it would win over the environment, and be added to the settings. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (port != null) {
            arguments.add("--server.port=" + Require.between("--port", port, 0, 65_535));
        }
        if (address != null) {
            arguments.add("--server.address=" + address);
        }
        if (database != null) {
            arguments.add("--phiscale.database.url=" + database);
        }
        if (databaseDirectory != null) {
            arguments.add("--phiscale.database.directory=" + databaseDirectory);
        }
        arguments.addAll(settings);
        return arguments;
    }
}
