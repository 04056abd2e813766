package io.phiscale.agent.device;

import io.phiscale.protocol.engine.ComputeCapability;
import io.phiscale.scaling.validation.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's own program, which comes with every driver: so that an agent needs no native code.
 *
 * @param program its name, or where it is
 */
public record NvidiaSmi(String program) {
    private static final String FIELDS = "index,name,memory.total,memory.free,compute_cap,driver_version";
    private static final int COLUMNS = 6;
    private static final int MEBIBYTE_SHIFT = 20;
    /** A driver that hangs must not hold up an agent for ever. */
    private static final int PATIENCE_SECONDS = 30;

    public static final NvidiaSmi INSTALLED = new NvidiaSmi("nvidia-smi");

    /**
     * @return none where the program is not installed
     * @throws DeviceException where it is there, but fails: with its own words, such as of a driver that does not match
     */
    public List<Gpu> gpus() throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(program, "--query-gpu=" + FIELDS, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notInstalled) {
            return List.of();
        }
        String output = output(process);
        if (process.exitValue() != 0) {
            throw new DeviceException("nvidia-smi failed: %s; repair the driver, or use --device cpu"
                    .formatted(output.lines().findFirst().orElse("exit status " + process.exitValue())));
        }
        return output.lines()
                .filter(line -> !line.isBlank())
                .map(NvidiaSmi::gpu)
                .toList();
    }

    private static String output(Process process) throws InterruptedException {
        try {
            process.getOutputStream().close();
            // It prints a line for each GPU, far less than a pipe holds: so it can end before it is read.
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DeviceException(
                        "nvidia-smi did not answer within %d s; repair the driver, or use --device cpu"
                                .formatted(PATIENCE_SECONDS));
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new DeviceException("nvidia-smi cannot be read: " + broken.getMessage());
        }
    }

    private static Gpu gpu(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS) {
            throw unknown(line);
        }
        try {
            return new Gpu(
                    Integer.parseInt(columns[0].strip()),
                    columns[1].strip(),
                    Long.parseLong(columns[2].strip()) << MEBIBYTE_SHIFT,
                    Long.parseLong(columns[3].strip()) << MEBIBYTE_SHIFT,
                    capability(columns[4].strip()),
                    columns[5].strip());
        } catch (NumberFormatException noNumber) {
            throw unknown(line);
        }
    }

    /** Drivers from before 2021 do not know the question. */
    private static @Nullable ComputeCapability capability(String text) {
        try {
            return ComputeCapability.of(text);
        } catch (InvalidValueException notTold) {
            return null;
        }
    }

    private static DeviceException unknown(String line) {
        return new DeviceException(
                "nvidia-smi says %s, which is not what it was asked for: %s; use --device cpu".formatted(line, FIELDS));
    }
}
