package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.validation.InvalidValueException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One data set as the configuration file has it.
 *
 * @param folder null where the file has none
 * @param numbers by their keys, without those that the file does not have
 */
record ConfiguredEntry(@Nullable String folder, Map<String, Integer> numbers) {
    static final String FOLDER = "folder";
    static final List<String> NUMBERS = List.of("classes", "channels", "resolution", "trainingImages");
    static final List<String> KEYS =
            Stream.concat(Stream.of(FOLDER), NUMBERS.stream()).toList();

    /** @throws InvalidValueException where something is missing or not allowed */
    ConfiguredFolder checked(String name, Path base) {
        int channels = number("channels");
        if (channels != 1 && channels != 3) {
            throw new InvalidValueException("channels", channels, "1 for grey, 3 for colour");
        }
        DataSetFacts facts =
                new DataSetFacts(name, number("classes"), channels, number("resolution"), number("trainingImages"));
        String givenFolder = required(FOLDER, folder);
        try {
            return new ConfiguredFolder(facts, base.resolve(givenFolder).normalize());
        } catch (InvalidPathException exception) {
            throw new InvalidValueException(FOLDER, givenFolder, "a path");
        }
    }

    private int number(String key) {
        return required(key, numbers.get(key));
    }

    private static <T> T required(String key, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(key, "missing", "a value; no key may be left out");
        }
        return value;
    }
}
