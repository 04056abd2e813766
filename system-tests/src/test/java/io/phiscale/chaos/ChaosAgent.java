package io.phiscale.chaos;

import io.phiscale.agent.Agent;
import io.phiscale.agent.AgentSettings;
import io.phiscale.agent.coordinator.HttpCoordinator;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.agent.trainer.WorkFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The real agent with scripted trainers, as a program: coordinator, name, script, work folder, log of trained epochs. */
public final class ChaosAgent {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int SLOTS = 3;

    private ChaosAgent() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path work = Path.of(arguments[3]);
        TrainerLauncher launcher = (engine, dataSet) -> {
            WorkFolder folder = WorkFolder.make(work);
            ProcessBuilder process = new ProcessBuilder("bash", arguments[2]);
            process.environment().put("work", folder.path().toString());
            process.environment().put("resume", folder.resumeFile().toString());
            process.environment().put("trained", arguments[4]);
            return WaitingTrainer.start(engine, process, folder);
        };
        Agent agent = new Agent(
                new AgentSettings(arguments[1], List.of("dl4j"), SLOTS, 1L << 50, List.of(), PATIENCE),
                new HttpCoordinator(URI.create(arguments[0]), null),
                launcher);
        Runtime.getRuntime().addShutdownHook(new Thread(agent::stop));
        agent.run();
    }
}
