package io.phiscale.cli.process;

import io.phiscale.agent.Agent;
import io.phiscale.agent.coordinator.CoordinatorRefusedException;
import io.phiscale.agent.device.DeviceException;
import io.phiscale.agent.device.DeviceOption;
import io.phiscale.agent.device.InstalledEngines;
import io.phiscale.agent.device.NvidiaSmi;
import io.phiscale.agent.device.Workplace;
import io.phiscale.agent.measure.KnownSlots;
import io.phiscale.agent.trainer.TrainerMissingException;
import io.phiscale.cli.failure.UserException;
import io.phiscale.cli.server.ServerOptions;
import io.phiscale.protocol.trial.Labels;
import io.phiscale.scaling.validation.Require;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a worker. */
@Command(
        name = "work",
        description = {
            "Runs a worker: it claims trials from a coordinator, trains each in a process of its own, and reports.",
            "Ctrl-C ends it: trainings write a checkpoint, and their trials go back to be gone on with."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was ended; with --once also: a trial was run and reported, or the coordinator stopped it",
            "1:it cannot work; one line on standard error says why",
            "2:wrong usage",
            "3:with --once: there was nothing to do",
            "4:with --once: the coordinator was out of reach for too long, or refused the worker; the trial goes to"
                    + " another"
        })
public final class WorkCommand implements Callable<Integer> {
    static final int NOTHING_TO_DO = 3;
    static final int LOST = 4;
    private static final double MOST_MINUTES = 525_600;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "The coordinator.")
    private String server = "";

    @Option(names = "--token-file", paramLabel = "FILE", description = "Holds the worker's token.")
    private @Nullable Path tokenFile;

    @Option(names = "--name", paramLabel = "NAME", description = "Unique among workers. Default: host and process.")
    private String name = WorkerProgram.defaultName();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Whose searches it works for; may be given several times. Default: all that are installed.")
    private List<String> engines = List.of();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = {
                "auto: the first GPU that an engine runs on, else the processor; cpu; cuda; or cuda:1 for the second GPU.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String device = "auto";

    @Option(
            names = "--slots",
            paramLabel = "N|auto",
            description = "Trainings side by side. auto measures 1, 2 and 4 of them when a worker first starts on a"
                    + " machine, which takes a minute, and takes the fastest. Default: ${DEFAULT-VALUE}")
    private String slots = SlotsOption.AUTO;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "That searches may ask for, such as a kind of GPU; may be given several times.")
    private List<String> labels = List.of();

    @Option(
            names = "--once",
            description = "Run one trial and exit, for cluster schedulers; exit code 3 where there is none.")
    private boolean once;

    @Option(names = "--heap", paramLabel = "MIB", description = "Of each trainer. Default: ${DEFAULT-VALUE}")
    private int heap = WorkerProgram.DEFAULT_HEAP;

    @Option(
            names = "--native-memory",
            paramLabel = "MIB",
            description = "Of each trainer, outside the heap. Default: ${DEFAULT-VALUE}")
    private int nativeMemory = WorkerProgram.DEFAULT_NATIVE_MEMORY;

    @Option(names = "--data-folder", paramLabel = "DIR", description = "Where data sets are. Default: ${DEFAULT-VALUE}")
    private Path data = Installation.dataFolder().resolve("data");

    @Option(names = "--datasets", paramLabel = "FILE", description = "YAML that names image folders; see the README.")
    private @Nullable Path dataSets;

    @Option(
            names = "--work-folder",
            paramLabel = "DIR",
            description = "For checkpoints, before they are uploaded. Default: ${DEFAULT-VALUE}")
    private Path workFolder = WorkerProgram.defaultWorkFolder();

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "N",
            description = {
                "A checkpoint is made after every epoch, and whenever so much time has passed. Default: ${DEFAULT-VALUE}"
            })
    private double checkpointMinutes = 5;

    @Option(
            names = "--silence-minutes",
            paramLabel = "N",
            description =
                    "A trainer that neither says nor logs anything for so long is ended. Default: ${DEFAULT-VALUE}")
    private double silenceMinutes = 10;

    @Option(
            names = "--alive-file",
            paramLabel = "FILE",
            description = "Touched at each answer of the coordinator's, some a minute: for health checks.")
    private @Nullable Path aliveFile;

    @Override
    public Integer call() throws InterruptedException {
        new SlotsOption(slots).check(once ? 1 : SlotsOption.MOST);
        WorkerLog.toTerminal();
        Agent agent = madeAgent();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(agent, ended), "drain"));
        try {
            return run(agent);
        } catch (CoordinatorRefusedException | TrainerMissingException cannot) {
            throw new UserException(String.valueOf(cannot.getMessage()));
        } finally {
            ended.countDown();
        }
    }

    private Agent madeAgent() throws InterruptedException {
        try {
            return agent();
        } catch (DeviceException | TrainerMissingException cannot) {
            throw new UserException(String.valueOf(cannot.getMessage()));
        }
    }

    private Agent agent() throws InterruptedException {
        List<String> checked = Labels.check("--label", labels);
        URI address = ServerOptions.parse(server);
        String token = token();
        WorkerProgram.TrainerOptions trainer =
                new WorkerProgram.TrainerOptions(heap, nativeMemory, data, dataSets, workFolder, patience());
        Workplace workplace = workplace();
        return new WorkerProgram(
                        address, token, new WorkerProgram.Offer(workplace, slots(workplace, trainer), checked), trainer)
                .agent(name, aliveFile);
    }

    private int slots(Workplace workplace, WorkerProgram.TrainerOptions trainer) {
        KnownSlots known = new KnownSlots(Installation.dataFolder().resolve("slots.json"));
        return once ? 1 : new SlotsOption(slots).resolve(workplace, trainer, known);
    }

    private Workplace workplace() throws InterruptedException {
        InstalledEngines installed = engines.isEmpty()
                ? InstalledEngines.all(Installation.home())
                : new InstalledEngines(Installation.home(), engines);
        return Workplace.find(
                DeviceOption.parse("--device", device), installed, !engines.isEmpty(), NvidiaSmi.INSTALLED);
    }

    private WorkerProgram.Patience patience() {
        return new WorkerProgram.Patience(
                minutes("--checkpoint-minutes", checkpointMinutes), minutes("--silence-minutes", silenceMinutes));
    }

    private static Duration minutes(String option, double minutes) {
        Require.between(option, minutes, 0.01, MOST_MINUTES);
        return Duration.ofMillis((long) (minutes * 60_000));
    }

    private int run(Agent agent) throws InterruptedException {
        if (!once) {
            agent.run();
            return 0;
        }
        return switch (agent.runOnce()) {
            case REPORTED, STOPPED -> 0;
            case NOTHING_TO_DO -> NOTHING_TO_DO;
            case LOST -> LOST;
        };
    }

    /**
     * The program is told to end, or ends by itself.
     *
     * @param ended rather than the thread's own end: that waits for this hook where the program exits by itself
     */
    private static void drain(Agent agent, CountDownLatch ended) {
        boolean byItself = ended.getCount() == 0;
        agent.stop();
        try {
            boolean unused = ended.await(Agent.LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (!byItself) {
            // To end when told to is no failure, whatever number the signal has.
            Runtime.getRuntime().halt(0);
        }
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            return null;
        }
        try {
            return Files.readString(tokenFile).trim();
        } catch (IOException unreadable) {
            throw new UserException(
                    "cannot read %s: --token-file wants a file with a worker's token".formatted(tokenFile));
        }
    }
}
