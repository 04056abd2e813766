package io.phiscale.agent.measure;

import io.phiscale.protocol.json.ProtocolJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * What was measured on this machine before, in a file. Where it cannot be read or written, it is measured again.
 *
 * @param file JSON: for each setting, the speeds by the number of trainings
 */
public record KnownSlots(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(KnownSlots.class);
    private static final TypeReference<Map<String, SlotChoice>> ALL = new TypeReference<>() {};

    /**
     * How many trainings side by side are fastest; one where that cannot be measured.
     *
     * @param setting whatever changes the answer: engine, device, driver, memory
     * @param measurement takes its time, and is done where this setting was never measured
     */
    public int orMeasured(String setting, Supplier<SlotChoice> measurement) {
        SlotChoice choice = all().get(setting);
        if (choice == null) {
            LOG.info("Measuring how many trainings side by side are fastest here, once: {}", setting);
            try {
                choice = measurement.get();
            } catch (MeasurementException failed) {
                // Smaller networks than the one that is measured may well train here.
                LOG.warn("It cannot be measured: {}; so one training at a time", failed.getMessage());
                return 1;
            }
            add(setting, choice);
        }
        LOG.info("{} training(s) side by side, which is fastest here; --slots takes another number", choice.slots());
        return choice.slots();
    }

    private void add(String setting, SlotChoice choice) {
        Map<String, SlotChoice> all = new HashMap<>(all());
        all.put(setting, choice);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Another worker may read it at any moment: whole, or not at all.
            Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "slots-", ".json");
            Files.writeString(written, ProtocolJson.MAPPER.writeValueAsString(all));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            LOG.warn("{} cannot be written, it will be measured again: {}", file, failed.toString());
        }
    }

    private Map<String, SlotChoice> all() {
        try {
            return ProtocolJson.MAPPER.readValue(Files.readString(file), ALL);
        } catch (NoSuchFileException notYet) {
            return Map.of();
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("{} cannot be read, it is measured again: {}", file, unreadable.toString());
            return Map.of();
        }
    }
}
