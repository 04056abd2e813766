package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import java.util.List;

/**
 * The learning rate over time, as a factor of the optimizer's. It changes with every step, not with every epoch.
 *
 * @param warmupEpochs rises linearly from 0 over these (may be a fraction)
 * @param decayRate exponential: multiplied by this every {@code decayEpochs}
 * @param decayEpochs exponential: how long that takes, counted from the first step as in EfficientNet's own code
 * @param restarts cosine: after how many epochs it starts over from the top (SGDR: Loshchilov and Hutter, 2017), rising.
 *     Whatever comes after a restart changes nothing of what came before it, so that a training which ended there can go
 *     on as if it had been meant to from the first step
 */
public record Schedule(Kind kind, double warmupEpochs, double decayRate, double decayEpochs, List<Integer> restarts) {
    public enum Kind {
        CONSTANT,
        /** Falls to 0 at the last step, and before each restart, along half a cosine (Loshchilov and Hutter). */
        COSINE,
        /** EfficientNet's: ×0.97 every 2.4 epochs. */
        EXPONENTIAL
    }

    public static final Schedule DEFAULT = new Schedule(Kind.COSINE, 0.2, 0.97, 2.4);

    public Schedule {
        // Recipes that were stored before there were any hold none.
        restarts = restarts == null ? List.of() : List.copyOf(restarts);
        if (!Require.rises(restarts, 1)) {
            throw new InvalidValueException("restarts", restarts, "numbers of epochs, each larger than the one before");
        }
        Require.between("warmupEpochs", warmupEpochs, 0, 1_000);
        Require.between("decayRate", decayRate, 1e-6, 1);
        Require.positive("decayEpochs", decayEpochs);
    }

    /** Without restarts. */
    public Schedule(Kind kind, double warmupEpochs, double decayRate, double decayEpochs) {
        this(kind, warmupEpochs, decayRate, decayEpochs, List.of());
    }

    Schedule withRestarts(List<Integer> restarts) {
        return new Schedule(kind, warmupEpochs, decayRate, decayEpochs, restarts);
    }

    /**
     * @param epoch how many epochs are done, with the fraction of the running one: in the middle of a step, so that
     *     neither the first step of a warm-up nor the last one of a cosine has a rate of 0
     * @param epochs how many there are in all
     * @return what to multiply the optimizer's learning rate by, from 0 to 1
     */
    public double factor(double epoch, double epochs) {
        if (epoch < warmupEpochs) {
            return epoch / warmupEpochs;
        }
        return switch (kind) {
            case CONSTANT -> 1;
            case COSINE -> cosine(epoch, epochs);
            case EXPONENTIAL -> Math.pow(decayRate, Math.floor(epoch / decayEpochs));
        };
    }

    private double cosine(double epoch, double epochs) {
        double start = warmupEpochs;
        double end = epochs;
        for (int restart : restarts) {
            if (epoch < restart) {
                end = restart;
                break;
            }
            start = restart;
        }
        double done = (epoch - start) / Math.max(end - start, 1e-9);
        return (1 + Math.cos(Math.PI * Math.min(done, 1))) / 2;
    }
}
