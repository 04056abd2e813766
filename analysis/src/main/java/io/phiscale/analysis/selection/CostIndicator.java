package io.phiscale.analysis.selection;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.candidate.CostMeasure;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What an accuracy is weighed against. Which of these is taken may turn a ranking round: a network that does few
 * multiply-adds need not be a fast one (Dehghani et al., The Efficiency Misnomer, ICLR 2022).
 */
public enum CostIndicator {
    MULTIPLY_ADDS(CostMeasure.MULTIPLY_ADDS),
    PARAMETERS(CostMeasure.PARAMETERS),
    ACTIVATIONS(CostMeasure.ACTIVATIONS),
    /** Estimated, of training. */
    MEMORY(CostMeasure.MEMORY),
    /** Of a forward pass, for each image, as trainers measured it: it depends on the machine and on what else that does. */
    LATENCY(null);

    private final @Nullable CostMeasure counted;

    CostIndicator(@Nullable CostMeasure counted) {
        this.counted = counted;
    }

    /** Such as {@code multiply-adds}. */
    public String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What a network costs in multiples of the baseline, where that can be counted without training it.
     *
     * @param batchSize of trainings
     */
    public OptionalDouble ratio(Cost network, Cost baseline, int batchSize) {
        return counted == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(counted.of(network, batchSize) / counted.of(baseline, batchSize));
    }
}
