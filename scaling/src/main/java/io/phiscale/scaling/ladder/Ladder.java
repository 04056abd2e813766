package io.phiscale.scaling.ladder;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.coefficient.ScalingFactors;
import io.phiscale.scaling.validation.InvalidValueException;
import java.math.BigDecimal;
import java.util.List;

/** Families of larger models. */
public final class Ladder {
    public static final List<Double> DEFAULT_PHIS = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
    private static final int MOST_MODELS = 100;
    private static final double PUBLISHED_BASE_RESOLUTION = 224;

    /**
     * The hand-picked factors of the official B0 to B7. They are no powers of (1.2, 1.1, 1.15): B2, not B1, is what
     * phi = 1 gives.
     */
    private static final List<PublishedFactors> PUBLISHED = List.of(
            new PublishedFactors("B0", 1.0, 1.0, 224, 0.2),
            new PublishedFactors("B1", 1.0, 1.1, 240, 0.2),
            new PublishedFactors("B2", 1.1, 1.2, 260, 0.3),
            new PublishedFactors("B3", 1.2, 1.4, 300, 0.3),
            new PublishedFactors("B4", 1.4, 1.8, 380, 0.4),
            new PublishedFactors("B5", 1.6, 2.2, 456, 0.4),
            new PublishedFactors("B6", 1.8, 2.6, 528, 0.5),
            new PublishedFactors("B7", 2.0, 3.1, 600, 0.5));

    private Ladder() {}

    /**
     * One model for each phi: depth α^φ, width β^φ, resolution γ^φ times the baseline's.
     *
     * @throws InvalidValueException where there is no phi, one twice, or one whose model cannot be built
     */
    public static List<LadderModel> powers(Scaler scaler, Coefficients coefficients, List<Double> phis) {
        if (phis.isEmpty() || phis.size() > MOST_MODELS) {
            throw new InvalidValueException("phi", phis.size() + " values", "1 to " + MOST_MODELS + " values");
        }
        if (phis.stream().distinct().count() != phis.size()) {
            throw new InvalidValueException("phi", phis, "values that all differ: each names a model");
        }
        return phis.stream().map(phi -> power(scaler, coefficients, phi)).toList();
    }

    /** The published factors, B0 to B7; resolutions are in proportion where the baseline's is not 224. */
    public static List<LadderModel> published(Scaler scaler) {
        return PUBLISHED.stream().map(factors -> published(scaler, factors)).toList();
    }

    private static LadderModel power(Scaler scaler, Coefficients coefficients, double phi) {
        ScalingFactors factors = coefficients.at(phi);
        Architecture architecture = scale(scaler, factors, phi);
        String name = "B" + BigDecimal.valueOf(phi).stripTrailingZeros().toPlainString();
        return new LadderModel(name, phi, factors, architecture, architecture.cost(), null);
    }

    private static Architecture scale(Scaler scaler, ScalingFactors factors, double phi) {
        try {
            return scaler.scale(factors);
        } catch (InvalidValueException tooLarge) {
            throw tooLarge.because("at phi = " + phi);
        }
    }

    private static LadderModel published(Scaler scaler, PublishedFactors published) {
        ScalingFactors factors =
                new ScalingFactors(published.depth, published.width, published.resolution / PUBLISHED_BASE_RESOLUTION);
        Architecture architecture = scaler.scale(factors);
        return new LadderModel(published.name, null, factors, architecture, architecture.cost(), published.dropout);
    }

    private record PublishedFactors(String name, double width, double depth, double resolution, double dropout) {}
}
