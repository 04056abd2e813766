package io.phiscale.scaling.candidate;

import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A network that compound scaling is held against.
 *
 * @param candidate its first coefficients are those of the search's phi
 * @param costTarget that it should cost, in multiples of the baseline's multiply-adds; of what can be built, it is the
 *     nearest
 */
public record Control(Kind kind, Candidate candidate, double costTarget) {
    private static final double STEP = 0.005;
    /** Twice what is asked for is too much, in whatever dimension. */
    private static final double MOST_EXCESS = 2;

    public enum Kind {
        /** As it is. */
        BASELINE,
        /** Grown in depth alone. */
        DEEPER,
        /** Grown in width alone. */
        WIDER,
        /** Grown in resolution alone. */
        FINER,
        /** By Tan and Le's (1.2, 1.1, 1.15). */
        PUBLISHED
    }

    /** How much more it costs than it should, as a share of that; negative where it costs less. */
    public double excess() {
        return candidate.costRatio() / costTarget - 1;
    }

    /**
     * The controls of a search, each network once.
     *
     * @param target of the search's coefficients
     * @param phi that its candidates are built at
     */
    public static List<Control> of(Scaler scaler, double target, double phi) {
        double cost = Math.pow(target, phi);
        List<Control> controls = new ArrayList<>();
        controls.add(new Control(Kind.BASELINE, candidate(scaler, new Coefficients(1, 1, 1), phi), 1));
        add(controls, Kind.DEEPER, alone(scaler, cost, phi, factor -> new Coefficients(factor, 1, 1)), cost);
        add(controls, Kind.WIDER, alone(scaler, cost, phi, factor -> new Coefficients(1, factor, 1)), cost);
        add(controls, Kind.FINER, alone(scaler, cost, phi, factor -> new Coefficients(1, 1, factor)), cost);
        add(controls, Kind.PUBLISHED, Optional.of(candidate(scaler, Coefficients.PUBLISHED, phi)), cost);
        return List.copyOf(controls);
    }

    /** But for a network that is there already, as where a dimension cannot grow at all. */
    private static void add(List<Control> controls, Kind kind, Optional<Candidate> candidate, double cost) {
        candidate
                .filter(found -> controls.stream()
                        .noneMatch(control -> control.candidate().fingerprint().equals(found.fingerprint())))
                .ifPresent(found -> controls.add(new Control(kind, found, cost)));
    }

    /** The network nearest to the cost, by the logarithm of it. */
    private static Optional<Candidate> alone(
            Scaler scaler, double cost, double phi, DoubleFunction<Coefficients> coefficients) {
        Optional<Candidate> nearest = Optional.empty();
        for (double factor = 1 + STEP; factor <= Coefficients.MOST; factor += STEP) {
            Candidate candidate = candidate(scaler, coefficients.apply(factor), phi);
            if (nearest.isEmpty() || distance(candidate, cost) < distance(nearest.get(), cost)) {
                nearest = Optional.of(candidate);
            }
            if (candidate.costRatio() > MOST_EXCESS * cost) {
                return nearest;
            }
        }
        return nearest;
    }

    private static double distance(Candidate candidate, double cost) {
        return Math.abs(Math.log(candidate.costRatio() / cost));
    }

    private static Candidate candidate(Scaler scaler, Coefficients coefficients, double phi) {
        var architecture = scaler.scale(coefficients.at(phi));
        var cost = architecture.cost();
        return new Candidate(
                architecture,
                architecture.fingerprint(),
                cost,
                cost.ratioTo(scaler.baseline().architecture().cost()),
                List.of(coefficients));
    }
}
