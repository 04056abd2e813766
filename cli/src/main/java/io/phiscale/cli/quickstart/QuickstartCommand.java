package io.phiscale.cli.quickstart;

import io.phiscale.agent.Agent;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.device.DeviceException;
import io.phiscale.agent.device.DeviceOption;
import io.phiscale.agent.device.InstalledEngines;
import io.phiscale.agent.device.NvidiaSmi;
import io.phiscale.agent.device.Workplace;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.cli.failure.UserException;
import io.phiscale.cli.output.JsonOutput;
import io.phiscale.cli.output.Terminal;
import io.phiscale.cli.process.CoordinatorProcess;
import io.phiscale.cli.process.Installation;
import io.phiscale.cli.process.WorkerLog;
import io.phiscale.cli.process.WorkerProgram;
import io.phiscale.cli.search.AnswerReport;
import io.phiscale.cli.search.ProgressDisplay;
import io.phiscale.cli.search.SearchApi;
import io.phiscale.cli.search.SearchWatch;
import io.phiscale.cli.server.CoordinatorClient;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.scaling.quantity.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** A whole search on one machine: coordinator, database, worker, answer. */
@Command(
        name = "quickstart",
        description = {
            "Starts a coordinator with a PostgreSQL of its own and a worker on this machine, runs a small but",
            "real search, and shows the answer. The dashboard stays up until Ctrl-C; --exit ends it."
        })
public final class QuickstartCommand implements Callable<Integer> {
    private static final int PORT = 8080;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--exit", description = "End when the answer is there.")
    private boolean exit;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}")
    private String dataSet = "fashion-mnist";

    @Option(names = "--engine", paramLabel = "ENGINE", description = "libtorch or dl4j. Default: the fastest here.")
    private @Nullable String engine;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "auto, cpu, cuda, or cuda:1 for the second GPU. Default: ${DEFAULT-VALUE}")
    private String deviceName = "auto";

    @Option(names = "--directory", paramLabel = "DIR", description = "For database and logs. Default: ${DEFAULT-VALUE}")
    private Path directory = Installation.dataFolder().resolve("quickstart");

    @Option(names = "--json", description = "Print one JSON document; implies --exit.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        // Before anything is started: a name that does not exist costs nothing.
        Workplace workplace = workplace();
        String specification = QuickstartSearch.on(
                dataSet,
                workplace.engines().get(0),
                workplace.hardware().device().kind());
        long start = System.nanoTime();
        PrintWriter messages =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        say(messages, "starting a coordinator with its own PostgreSQL …");
        CoordinatorProcess coordinator = startCoordinator();
        WorkerLog.toFile(directory.resolve("worker.log"));
        URI address = awaitAddress(coordinator);
        CoordinatorClient client = new CoordinatorClient(address, null);
        say(messages, "dashboard: " + address);
        SearchApi searches = new SearchApi(client);
        cancelUnfinished(searches, messages);
        Agent agent = startWorker(address, workplace);
        searches.awaitWorker();
        String id = searches.create(specification);
        say(messages, "search %s: %s/searches/%s".formatted(id, address, id));
        say(messages, engineLine(workplace));
        new SearchWatch(
                        searches,
                        new ProgressDisplay(messages, Terminal.screen().orElse(null)))
                .untilOver(id);
        ObjectNode answer = searches.answer(id);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (json) {
            answer.put("seconds", seconds);
            JsonOutput.print(spec.commandLine().getOut(), answer);
        } else {
            new AnswerReport(searches).printAnswer(id, messages);
            say(
                    messages,
                    "%nwall time %s; dashboard: %s/searches/%s".formatted(Quantity.duration(seconds), address, id));
        }
        boolean done = answer.path("search").path("state").asString("").equals("DONE");
        if (done && !exit && !json) {
            say(messages, "the dashboard stays up until Ctrl-C");
            return coordinator.waitFor() == 0 ? 0 : 1;
        }
        agent.stop();
        coordinator.stop();
        SearchWatch.requireDone(answer.path("search"));
        return 0;
    }

    /** Which engine trains, and how to take another. */
    private static String engineLine(Workplace workplace) {
        String engine = workplace.engines().get(0);
        String others = Engines.ALL.stream()
                .filter(other -> !other.equals(engine))
                .map(other -> "--engine " + other)
                .collect(Collectors.joining(" or "));
        return "engine: %s on %s; %s takes another%n"
                .formatted(engine, workplace.hardware().device().name(), others);
    }

    /** What an interrupted quickstart left would be trained first. */
    static void cancelUnfinished(SearchApi searches, PrintWriter messages) {
        for (String id : searches.unfinished()) {
            searches.cancel(id);
            say(messages, "cancelled search %s, which an earlier quickstart did not finish".formatted(id));
        }
    }

    private CoordinatorProcess startCoordinator() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(readyFile());
        } catch (IOException failed) {
            throw new UserException("cannot write to %s: name another folder with --directory".formatted(directory));
        }
        return CoordinatorProcess.startAlone(
                List.of(
                        "--server.address=127.0.0.1",
                        "--server.port=" + freePort(),
                        "--phiscale.database.directory=" + directory.resolve("postgres"),
                        "--phiscale.ready-file=" + readyFile()),
                CoordinatorProcess.Life.SHORT,
                log());
    }

    private URI awaitAddress(CoordinatorProcess coordinator) throws InterruptedException {
        return URI.create(coordinator.awaitAddress(readyFile(), log()));
    }

    private Path readyFile() {
        return directory.resolve("address");
    }

    private Path log() {
        return directory.resolve("coordinator.log");
    }

    /** Small networks keep no two cores busy: as many trainings side by side as there are cores, up to four. */
    private Agent startWorker(URI address, Workplace workplace) {
        int slots = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        WorkerProgram.TrainerOptions trainer =
                new WorkerProgram.TrainerOptions(Installation.dataFolder().resolve("data"), null);
        Agent agent = new WorkerProgram(address, null, new WorkerProgram.Offer(workplace, slots, List.of()), trainer)
                .agent("quickstart", null);
        Thread worker = new Thread(() -> work(agent), "worker");
        worker.setDaemon(true);
        worker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(agent::stop, "stop-worker"));
        return agent;
    }

    private Workplace workplace() throws InterruptedException {
        Path home = Installation.home();
        try {
            return Workplace.find(
                    DeviceOption.parse("--device", deviceName),
                    engine == null ? InstalledEngines.all(home) : new InstalledEngines(home, List.of(engine)),
                    engine != null,
                    NvidiaSmi.INSTALLED);
        } catch (DeviceException | TrainerMissingException cannot) {
            throw new UserException(String.valueOf(cannot.getMessage()));
        }
    }

    private static void work(Agent agent) {
        try {
            agent.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (CoordinatorRefusedException | TrainerMissingException cannot) {
            System.err.println("phiscale: " + cannot.getMessage());
            // Without its worker the search would wait for ever.
            Runtime.getRuntime().exit(1);
        }
    }

    /** The usual port where it is free, else any. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
