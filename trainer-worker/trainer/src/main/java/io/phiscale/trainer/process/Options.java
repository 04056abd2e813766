package io.phiscale.trainer.process;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.catalog.DataSetCatalog;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.memory.LimitedEngine;
import io.phiscale.trainer.memory.ProcessMemory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a trainer process is started.
 *
 * @param dataFolder {@code --data-folder}: where built-in data sets lie, and where fetched ones go
 * @param dataSets {@code --datasets}: the file that names further data sets
 * @param expected {@code --expect}: the data set that the job will probably name, opened before the job comes
 * @param device {@code --device} cpu or cuda, {@code --device-memory} in bytes
 * @param memory {@code --memory}: that the process may take, in bytes
 * @param checkpoints {@code --work-folder}, {@code --resume}, {@code --checkpoint-minutes}
 */
record Options(
        Path dataFolder,
        Optional<Path> dataSets,
        Optional<String> expected,
        CheckpointSettings checkpoints,
        DeviceShare device,
        OptionalLong memory) {
    private static final String ALL =
            "--data-folder, --datasets, --expect, --work-folder, --resume, --checkpoint-minutes, --device, --device-memory or --memory";
    private static final BigDecimal MOST_MINUTES =
            BigDecimal.valueOf(Duration.ofDays(365).toMinutes());
    private static final BigDecimal NANOS_PER_MINUTE =
            BigDecimal.valueOf(Duration.ofMinutes(1).toNanos());

    /** @throws InvalidValueException for anything but these options, each with a value */
    static Options parse(List<String> arguments) {
        Options options = new Options(
                defaultDataFolder(),
                Optional.empty(),
                Optional.empty(),
                CheckpointSettings.NONE,
                DeviceShare.PROCESSOR,
                OptionalLong.empty());
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new InvalidValueException(option, "without a value", option + " and its value");
            }
            options = options.with(option, arguments.get(i + 1));
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--data-folder" -> new Options(Path.of(value), dataSets, expected, checkpoints, device, memory);
            case "--datasets" ->
                new Options(dataFolder, Optional.of(Path.of(value)), expected, checkpoints, device, memory);
            case "--expect" -> new Options(dataFolder, dataSets, Optional.of(value), checkpoints, device, memory);
            case "--work-folder" ->
                with(new CheckpointSettings(Optional.of(Path.of(value)), checkpoints.resume(), checkpoints.interval()));
            case "--resume" ->
                with(new CheckpointSettings(
                        checkpoints.workFolder(), Optional.of(Path.of(value)), checkpoints.interval()));
            case "--checkpoint-minutes" ->
                with(new CheckpointSettings(checkpoints.workFolder(), checkpoints.resume(), minutes(option, value)));
            case "--device" -> with(new DeviceShare(DeviceKind.of(value), device.memory()));
            case "--device-memory" -> with(new DeviceShare(device.kind(), bytes(option, value)));
            case "--memory" ->
                new Options(dataFolder, dataSets, expected, checkpoints, device, OptionalLong.of(bytes(option, value)));
            default -> throw new InvalidValueException("option", option, ALL);
        };
    }

    private Options with(CheckpointSettings changed) {
        return new Options(dataFolder, dataSets, expected, changed, device, memory);
    }

    private Options with(DeviceShare changed) {
        return new Options(dataFolder, dataSets, expected, checkpoints, changed, memory);
    }

    private static long bytes(String option, String value) {
        try {
            long bytes = Long.parseLong(value);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new InvalidValueException(option, value, "a number of bytes above 0");
    }

    private static Duration minutes(String option, String value) {
        try {
            BigDecimal minutes = new BigDecimal(value);
            if (minutes.signum() > 0 && minutes.compareTo(MOST_MINUTES) <= 0) {
                return Duration.ofNanos(minutes.multiply(NANOS_PER_MINUTE).longValue());
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new InvalidValueException(option, value, "a number of minutes above 0 and up to " + MOST_MINUTES);
    }

    /** @return the engine, held to the memory that there is */
    TrainingEngine limited(TrainingEngine engine) {
        return memory.isPresent() ? new LimitedEngine(engine, memory.getAsLong(), ProcessMemory::resident) : engine;
    }

    DataSetCatalog catalog() {
        return dataSets.map(file -> new DataSetCatalog(dataFolder, file))
                .orElseGet(() -> new DataSetCatalog(dataFolder));
    }

    /** As the XDG base directory specification has it. */
    static Path defaultDataFolder() {
        String configured = System.getenv("XDG_DATA_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(configured);
        return base.resolve("phiscale").resolve("data");
    }
}
