package io.phiscale.specification;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.function.Supplier;

/** Values inside other values: an error's field becomes the whole path, as the user wrote it. */
final class Nested {
    private Nested() {}

    static <T> T read(String parent, Supplier<T> child) {
        try {
            return child.get();
        } catch (InvalidValueException invalid) {
            throw invalid.inside(parent);
        }
    }
}
