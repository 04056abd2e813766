package io.phiscale.trainer.process;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.catalog.DataSetCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a trainer process is started.
 *
 * @param dataFolder {@code --data-folder}: where built-in data sets lie, and where fetched ones go
 * @param dataSets {@code --datasets}: the file that names further data sets
 */
record Options(Path dataFolder, Optional<Path> dataSets) {

    /** @throws InvalidValueException for anything but these options, each with a value */
    static Options parse(List<String> arguments) {
        Path dataFolder = defaultDataFolder();
        Optional<Path> dataSets = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new InvalidValueException(option, "without a value", option + " PATH");
            }
            Path path = Path.of(arguments.get(i + 1));
            switch (option) {
                case "--data-folder" -> dataFolder = path;
                case "--datasets" -> dataSets = Optional.of(path);
                default -> throw new InvalidValueException("option", option, "--data-folder or --datasets");
            }
        }
        return new Options(dataFolder, dataSets);
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
