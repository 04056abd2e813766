package io.phiscale.chaos;

import io.phiscale.agent.Agent;
import io.phiscale.agent.AgentSettings;
import io.phiscale.agent.coordinator.HttpCoordinator;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.agent.trainer.WorkFolder;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The real agent with scripted trainers, as a program: coordinator, name, script, work folder. What the script needs
 * besides is in the environment.
 */
public final class ChaosAgent {
    /** Longer than any agent is frozen, and any answer held back, twice: a trainer that waits for its agent is not silent. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final int SLOTS = 4;

    private ChaosAgent() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path work = Path.of(arguments[3]);
        TrainerLauncher launcher = (engine, dataSet) -> {
            WorkFolder folder = WorkFolder.make(work);
            ProcessBuilder process = new ProcessBuilder("bash", arguments[2]);
            process.environment().put("worker", arguments[1]);
            process.environment().put("work", folder.path().toString());
            process.environment().put("resume", folder.resumeFile().toString());
            return WaitingTrainer.start(engine, process, folder);
        };
        Agent agent = new Agent(
                new AgentSettings(arguments[1], Engines.ALL, Device.cpu(""), SLOTS, 1L << 50, List.of(), PATIENCE),
                new HttpCoordinator(URI.create(arguments[0]), null),
                launcher);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(agent, ended)));
        try {
            agent.run();
        } finally {
            ended.countDown();
        }
    }

    /** As the real program does it: it ends when its trials have been given back. */
    private static void drain(Agent agent, CountDownLatch ended) {
        agent.stop();
        try {
            ended.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
