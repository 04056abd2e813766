package io.phiscale.engine.libtorch.network;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Where tensors live: what is made in a scope and not kept elsewhere by libtorch itself is freed at its end. */
public final class Scope {
    private Scope() {}

    @SuppressWarnings("try") // the scope's end is all that is wanted of the resource
    public static <T> T within(Supplier<T> work) {
        try (PointerScope scope = new PointerScope()) {
            return work.get();
        }
    }

    /** For all but forward passes in training. */
    @SuppressWarnings("try") // as above
    public static <T> T withoutGradient(Supplier<T> work) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return work.get();
        }
    }

    /** Frees all that is made but the result, which is left to the scope around: there has to be one. */
    @SuppressWarnings("try") // as above
    static Tensor withinButResult(Supplier<Tensor> work) {
        PointerScope around = PointerScope.getInnerScope();
        try (PointerScope scope = new PointerScope()) {
            // What is part of something else, as batch norm's three results are, would end with that.
            Tensor result = new Tensor(work.get());
            around.attach(result);
            return result;
        }
    }
}
