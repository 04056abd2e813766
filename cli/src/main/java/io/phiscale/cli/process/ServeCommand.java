package io.phiscale.cli.process;

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
    @Option(names = "--port", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int port = 8080;

    @Option(names = "--address", paramLabel = "IP", description = "To listen on. Default: ${DEFAULT-VALUE}")
    private String address = "127.0.0.1";

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
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=" + port);
        arguments.add("--server.address=" + address);
        if (database != null) {
            arguments.add("--phiscale.database.url=" + database);
        }
        if (databaseDirectory != null) {
            arguments.add("--phiscale.database.directory=" + databaseDirectory);
        }
        arguments.addAll(settings);
        return CoordinatorProcess.start(arguments, null).waitFor() == 0 ? 0 : 1;
    }
}
