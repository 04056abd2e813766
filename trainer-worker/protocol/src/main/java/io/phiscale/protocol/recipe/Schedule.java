package io.phiscale.protocol.recipe;

import io.phiscale.scaling.validation.Require;

/**
 * The learning rate over time, as a factor of the optimizer's. It changes with every step, not with every epoch.
 *
 * @param warmupEpochs rises linearly from 0 over these (may be a fraction)
 * @param decayRate exponential: multiplied by this every {@code decayEpochs}
 * @param decayEpochs exponential: how long that takes, counted from the first step as in EfficientNet's own code
 */
public record Schedule(Kind kind, double warmupEpochs, double decayRate, double decayEpochs) {
    public enum Kind {
        CONSTANT,
        /** Falls to 0 at the last step along half a cosine (Loshchilov and Hutter). */
        COSINE,
        /** EfficientNet's: ×0.97 every 2.4 epochs. */
        EXPONENTIAL
    }

    public static final Schedule DEFAULT = new Schedule(Kind.COSINE, 0.2, 0.97, 2.4);

    public Schedule {
        Require.between("warmupEpochs", warmupEpochs, 0, 1_000);
        Require.between("decayRate", decayRate, 1e-6, 1);
        Require.positive("decayEpochs", decayEpochs);
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
            case COSINE -> cosine((epoch - warmupEpochs) / Math.max(epochs - warmupEpochs, 1e-9));
            case EXPONENTIAL -> Math.pow(decayRate, Math.floor(epoch / decayEpochs));
        };
    }

    private static double cosine(double done) {
        return (1 + Math.cos(Math.PI * Math.min(done, 1))) / 2;
    }
}
