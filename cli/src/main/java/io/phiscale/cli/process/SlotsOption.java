package io.phiscale.cli.process;

import io.phiscale.agent.device.DeviceException;
import io.phiscale.agent.device.Hardware;
import io.phiscale.agent.device.Workplace;
import io.phiscale.agent.machine.MachineMemory;
import io.phiscale.agent.measure.KnownSlots;
import io.phiscale.agent.measure.MeasurementException;
import io.phiscale.agent.measure.SideBySide;
import io.phiscale.agent.measure.SlotChoice;
import io.phiscale.agent.trainer.EngineProgram;
import io.phiscale.agent.trainer.TrainerLimits;
import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.EngineBuild;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.Locale;

/**
 * How many trainings side by side a user wants.
 *
 * @param given a number, or auto
 */
record SlotsOption(String given) {
    private static final String OPTION = "--slots";
    static final String AUTO = "auto";
    static final int MOST = 1_024;

    /**
     * May measure for a minute or two, the first time.
     *
     * @param known what was measured before
     */
    int resolve(Workplace workplace, WorkerProgram.TrainerOptions trainer, KnownSlots known) {
        return given.equals(AUTO) ? measured(workplace, trainer, known) : number(given);
    }

    /**
     * Before anything is looked for.
     *
     * @param most that make sense
     * @throws InvalidValueException for what is no number, nor auto
     */
    void check(int most) {
        if (!given.equals(AUTO)) {
            Require.between(OPTION, number(given), 1, most);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new InvalidValueException(OPTION, text, "auto, or a whole number from 1 to " + MOST);
        }
    }

    private static int measured(Workplace workplace, WorkerProgram.TrainerOptions trainer, KnownSlots known) {
        // Searches take the fastest engine where they leave it open, which is the first.
        String engine = workplace.engines().get(0);
        return known.orMeasured(
                setting(engine, workplace.hardware().device(), trainer),
                () -> measured(engine, workplace.hardware(), trainer));
    }

    private static SlotChoice measured(String engine, Hardware hardware, WorkerProgram.TrainerOptions trainer) {
        SideBySide trainers = SideBySide.usual(
                EngineProgram.of(engine, Installation.home()),
                EngineBuild.of(engine, hardware.device().kind()).fastestPrecision());
        return SlotChoice.measured(slots -> {
            try {
                TrainerLimits limits = trainer.limits(hardware, slots);
                requireMemory(slots, limits);
                return trainers.imagesPerSecond(slots, limits);
            } catch (DeviceException tooLittle) {
                throw new MeasurementException(String.valueOf(tooLittle.getMessage()));
            }
        });
    }

    /** Of the machine itself, heaps and all. */
    private static void requireMemory(int slots, TrainerLimits limits) {
        long needed = (long) slots * (limits.heap() + limits.nativeMemory());
        long there = MachineMemory.OF_LINUX.bytes().orElse(Long.MAX_VALUE) >> 20;
        if (slots > 1 && needed > there) {
            throw new MeasurementException("they may take %,d MiB, and the machine has %,d".formatted(needed, there));
        }
    }

    /** Whatever changes the answer. */
    private static String setting(String engine, Device device, WorkerProgram.TrainerOptions trainer) {
        return String.format(
                Locale.ROOT,
                "%s on %s%s, %d + %d MiB, %d cores",
                engine,
                device.name(),
                device.driver() == null ? "" : " with driver " + device.driver(),
                trainer.heap(),
                trainer.nativeMemory(),
                Runtime.getRuntime().availableProcessors());
    }
}
