package io.phiscale.engine.libtorch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Where tensors live: what is made in a scope and not kept elsewhere by libtorch itself is freed at its end. */
final class Scope {
    private Scope() {}

    @SuppressWarnings("try") // the scope's end is all that is wanted of the resource
    static <T> T within(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** For all but forward passes in training. */
    @SuppressWarnings("try") // as above
    static <T> T withoutGradient(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return work.get();
        }
    }
}
