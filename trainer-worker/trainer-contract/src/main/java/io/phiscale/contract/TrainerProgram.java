package io.phiscale.contract;

import java.nio.file.Path;

/**
 * An engine's program.
 *
 * @param folder of all its jars
 */
public record TrainerProgram(Path folder, String mainClass) {

    /** Of the module that is tested, as it is packaged. */
    public static TrainerProgram of(Class<?> main) {
        return new TrainerProgram(Path.of("target", "app"), main.getName());
    }
}
