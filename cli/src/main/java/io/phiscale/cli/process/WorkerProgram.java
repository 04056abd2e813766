package io.phiscale.cli.process;

import io.phiscale.agent.Agent;
import io.phiscale.agent.AgentSettings;
import io.phiscale.agent.coordinator.HttpCoordinator;
import io.phiscale.agent.device.Gpu;
import io.phiscale.agent.device.Hardware;
import io.phiscale.agent.device.Workplace;
import io.phiscale.agent.trainer.GpuShare;
import io.phiscale.agent.trainer.JavaTrainerLauncher;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.agent.trainer.TrainerSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent with its settings.
 *
 * @param token of a worker; null where the coordinator asks for none
 */
public record WorkerProgram(URI server, @Nullable String token, Offer offer, TrainerOptions trainer) {

    /**
     * What it offers to searches.
     *
     * @param slots trainings side by side
     * @param labels that searches may ask for
     */
    public record Offer(Workplace workplace, int slots, List<String> labels) {
        public Offer {
            labels = List.copyOf(labels);
        }
    }

    /**
     * What every trainer gets.
     *
     * @param heap in MiB
     * @param nativeMemory in MiB, outside the heap
     * @param dataSets a file that names image folders; null for none
     * @param workFolder for checkpoints, before they are uploaded
     */
    public record TrainerOptions(
            int heap, int nativeMemory, Path data, @Nullable Path dataSets, Path workFolder, Patience patience) {
        /** With what is good for most. */
        public TrainerOptions(Path data, @Nullable Path dataSets) {
            this(DEFAULT_HEAP, DEFAULT_NATIVE_MEMORY, data, dataSets, defaultWorkFolder(), Patience.DEFAULT);
        }

        /**
         * @param slots trainers side by side
         * @return of each of them
         * @throws io.phiscale.agent.device.DeviceException where too little of the GPU's memory is left
         */
        TrainerLimits limits(Hardware hardware, int slots) {
            // Side by side, trainers would fight for the cores: each gets its share.
            int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / slots);
            Gpu gpu = hardware.gpu();
            GpuShare share = gpu == null ? null : new GpuShare(gpu.index(), gpu.memoryOfEach(slots));
            // Not spinning: trainings side by side, and the next trainer that gets ready, want the same cores.
            return new TrainerLimits(heap, nativeMemory, threads, false, share);
        }
    }

    /**
     * @param checkpoints how long a training may go on without one inside an epoch
     * @param silence for how long a trainer may neither say nor log anything
     */
    public record Patience(Duration checkpoints, Duration silence) {
        static final Patience DEFAULT = new Patience(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    static Path defaultWorkFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    public static final int DEFAULT_HEAP = 1_024;
    public static final int DEFAULT_NATIVE_MEMORY = 3_072;

    /** @param aliveFile to be touched at each answer of the coordinator's; null for none */
    public Agent agent(String name, @Nullable Path aliveFile) {
        TrainerSettings settings = new TrainerSettings(
                Installation.home(),
                trainerArguments(),
                trainer.limits(offer.workplace().hardware(), offer.slots()),
                trainer.workFolder(),
                trainer.patience().checkpoints());
        return new Agent(
                new AgentSettings(
                        name,
                        offer.workplace().engines(),
                        offer.workplace().hardware().device(),
                        offer.slots(),
                        settings.limits().memory(),
                        offer.labels(),
                        trainer.patience().silence()),
                aliveFile == null
                        ? new HttpCoordinator(server, token)
                        : new AliveCoordinator(new HttpCoordinator(server, token), aliveFile),
                new JavaTrainerLauncher(settings));
    }

    private List<String> trainerArguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--data-folder", trainer.data().toString()));
        if (trainer.dataSets() != null) {
            arguments.addAll(List.of("--datasets", trainer.dataSets().toString()));
        }
        return arguments;
    }

    /** Host and process: unique among agents. */
    public static String defaultName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "worker";
        }
        return host + "-" + ProcessHandle.current().pid();
    }
}
