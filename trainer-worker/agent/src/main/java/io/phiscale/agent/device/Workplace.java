package io.phiscale.agent.device;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.EngineBuild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's hardware, and the engines that run there.
 *
 * @param engines at least one
 */
public record Workplace(Hardware hardware, List<String> engines) {
    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

    public Workplace {
        engines = List.copyOf(engines);
    }

    /** What is installed of the engines that may be used: with each, the kinds of device that its build is for. */
    public interface Installed {
        /** At least one. */
        List<String> engines();

        boolean hasCodeFor(String engine, DeviceKind kind);
    }

    /**
     * @param chosen whether the user named the engines: then each of them has to run
     * @throws DeviceException where there is no such device, or no engine, or not one that was named, runs on it
     */
    public static Workplace find(DeviceOption option, Installed installed, boolean chosen, NvidiaSmi driver)
            throws InterruptedException {
        return switch (option.kind()) {
            case CPU -> processor(installed);
            case CUDA -> onGpu(gpu(option, driver), installed, chosen);
            case AUTO -> anywhere(installed, driver);
        };
    }

    private static Workplace processor(Installed installed) {
        return new Workplace(Hardware.processor(), installed.engines());
    }

    /** On the first GPU that any engine runs on; what speaks against the others is logged. */
    private static Workplace anywhere(Installed installed, NvidiaSmi driver) throws InterruptedException {
        try {
            for (Gpu gpu : driver.gpus()) {
                List<String> able = able(gpu.device(), installed);
                if (!able.isEmpty()) {
                    return new Workplace(Hardware.of(gpu), able);
                }
                refusals(gpu.device(), installed)
                        .forEach(refusal -> LOG.warn("GPU {} is not used: {}", gpu.index(), refusal));
            }
        } catch (DeviceException broken) {
            LOG.warn("no GPU is used: {}", broken.getMessage());
        }
        return processor(installed);
    }

    private static Gpu gpu(DeviceOption option, NvidiaSmi driver) throws InterruptedException {
        List<Gpu> gpus = driver.gpus();
        return gpus.stream()
                .filter(gpu -> gpu.index() == option.index())
                .findFirst()
                .orElseThrow(() -> new DeviceException(
                        gpus.isEmpty()
                                ? "there is no NVIDIA GPU with a driver (nvidia-smi) on this machine: install one, or use --device cpu"
                                : "there is no GPU %d on this machine; there are %d, from 0"
                                        .formatted(option.index(), gpus.size())));
    }

    private static Workplace onGpu(Gpu gpu, Installed installed, boolean chosen) {
        List<String> able = able(gpu.device(), installed);
        List<String> refusals = refusals(gpu.device(), installed);
        if (able.isEmpty() || (chosen && !refusals.isEmpty())) {
            throw new DeviceException(String.join("; ", refusals));
        }
        return new Workplace(Hardware.of(gpu), able);
    }

    private static List<String> able(Device device, Installed installed) {
        return installed.engines().stream()
                .filter(engine -> refusal(engine, device, installed).isEmpty())
                .toList();
    }

    private static List<String> refusals(Device device, Installed installed) {
        List<String> refusals = new ArrayList<>();
        installed.engines().forEach(engine -> refusal(engine, device, installed).ifPresent(refusals::add));
        return refusals;
    }

    private static Optional<String> refusal(String engine, Device device, Installed installed) {
        EngineBuild build = EngineBuild.of(engine, device.kind());
        return build.refusal(device)
                .or(() -> installed.hasCodeFor(engine, device.kind())
                        ? Optional.empty()
                        : Optional.of("engine %s is built for processors only: build it with %s, or use --device cpu"
                                .formatted(engine, build.how())));
    }
}
