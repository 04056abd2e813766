package io.phiscale.trainer.engine;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** The loss of a step, which a device may still have to compute. Not thread-safe. */
public final class Loss {
    private final DoubleSupplier later;
    private OptionalDouble known = OptionalDouble.empty();

    private Loss(DoubleSupplier later) {
        this.later = later;
    }

    public static Loss of(double value) {
        Loss loss = new Loss(() -> value);
        loss.known = OptionalDouble.of(value);
        return loss;
    }

    /** @param value waits for the device, and is asked once at most */
    public static Loss later(DoubleSupplier value) {
        return new Loss(value);
    }

    public boolean isKnown() {
        return known.isPresent();
    }

    /** Waits, where it has to be computed yet: for this step, and so for all before it. */
    public double value() {
        if (known.isEmpty()) {
            known = OptionalDouble.of(later.getAsDouble());
        }
        return known.getAsDouble();
    }
}
