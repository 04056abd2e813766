package io.phiscale.scaling.candidate;

import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What candidates may be held equal in. */
public enum CostMeasure {
    MULTIPLY_ADDS("multiply-adds") {
        @Override
        public double of(Cost cost, int batchSize) {
            return cost.multiplyAdds();
        }
    },
    /** Which no resolution changes. */
    PARAMETERS("parameters") {
        @Override
        public double of(Cost cost, int batchSize) {
            return cost.parameters();
        }
    },
    /** Which time on a device follows more closely than multiply-adds (Radosavovic et al.). */
    ACTIVATIONS("activations") {
        @Override
        public double of(Cost cost, int batchSize) {
            return cost.activations();
        }
    },
    /** Estimated, of training. */
    MEMORY("memory") {
        @Override
        public double of(Cost cost, int batchSize) {
            return cost.trainingMemory(batchSize);
        }
    };

    private final String inWords;

    CostMeasure(String inWords) {
        this.inWords = inWords;
    }

    /** Such as {@code multiply-adds}. */
    public String inWords() {
        return inWords;
    }

    /** @throws InvalidValueException where there is no such measure */
    public static CostMeasure of(String inWords) {
        return Arrays.stream(values())
                .filter(measure -> measure.inWords.equals(inWords))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("costs", inWords, "some of " + all()));
    }

    /** In words. */
    public static String all() {
        return Arrays.stream(values()).map(CostMeasure::inWords).collect(Collectors.joining(", "));
    }

    /** In the measure's own unit. */
    public abstract double of(Cost cost, int batchSize);

    boolean growsWithResolution() {
        return this != PARAMETERS;
    }
}
