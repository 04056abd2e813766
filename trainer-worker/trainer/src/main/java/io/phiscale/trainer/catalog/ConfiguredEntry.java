package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.validation.InvalidValueException;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One data set as the configuration file has it; null where the file has nothing. */
record ConfiguredEntry(
        @Nullable String folder,
        @Nullable Integer classes,
        @Nullable Integer channels,
        @Nullable Integer resolution,
        @Nullable Integer trainingImages) {

    static final List<String> KEYS = Arrays.stream(ConfiguredEntry.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    /** @throws InvalidValueException where something is missing or not allowed */
    ConfiguredFolder checked(String name, Path base) {
        int givenChannels = required("channels", channels);
        if (givenChannels != 1 && givenChannels != 3) {
            throw new InvalidValueException("channels", givenChannels, "1 for grey, 3 for colour");
        }
        DataSetFacts facts = new DataSetFacts(
                name,
                required("classes", classes),
                givenChannels,
                required("resolution", resolution),
                required("trainingImages", trainingImages));
        String givenFolder = required("folder", folder);
        try {
            return new ConfiguredFolder(facts, base.resolve(givenFolder).normalize());
        } catch (InvalidPathException exception) {
            throw new InvalidValueException("folder", givenFolder, "a path");
        }
    }

    private static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(key, "missing", "a value; no key may be left out");
        }
        return value;
    }
}
