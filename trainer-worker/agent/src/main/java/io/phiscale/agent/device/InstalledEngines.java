package io.phiscale.agent.device;

import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.protocol.engine.DeviceKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Engines whose programs are on this machine.
 *
 * @param home the folder of the installation
 * @param engines those of them that may be used
 */
public record InstalledEngines(Path home, List<String> engines) implements Workplace.Installed {
    public InstalledEngines {
        engines = List.copyOf(engines);
    }

    /** @throws io.phiscale.agent.trainer.TrainerMissingException where there is none */
    public static InstalledEngines all(Path home) {
        return new InstalledEngines(home, EngineProgram.installed(home));
    }

    @Override
    public boolean hasCodeFor(String engine, DeviceKind kind) {
        return EngineProgram.of(engine, home).hasCodeFor(kind);
    }
}
