package io.phiscale.scaling.candidate;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.coefficient.Rounding;
import io.phiscale.scaling.coefficient.Scaler;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.scaling.validation.InvalidValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds all networks whose costs are within a band. Depth, width and resolution are independent of each other, and each
 * cost grows with each of them: so every distinct depth meets every distinct width, and of resolutions those are looked at
 * that begin where the band does.
 */
final class BandSearch {
    /** As many as are looked at within seconds, and held in memory. */
    private static final int MOST_NETWORKS = 100_000;

    private final Realised strategy;
    private final Scaler scaler;
    private final int batchSize;
    private final Architecture base;
    private final Cost baseCost;
    private final double aim;
    private final Predicate<Shares> isWanted;
    private final List<Grown> found = new ArrayList<>();
    private @Nullable Cost nearest;
    private boolean isInBand;

    /**
     * A way to scale one dimension.
     *
     * @param factor that it is scaled by
     * @param coefficients all that come to the same network
     * @param growth multiply-adds over the baseline's, where nothing else is scaled
     */
    private record Dimension(double factor, List<Double> coefficients, double growth) {}

    /** @param growth as a dimension's */
    private record Size(int pixels, double gamma, double growth) {}

    private record Grown(
            Architecture architecture, Cost cost, Dimension depth, Dimension width, double gamma, Shares shares) {
        int aliases() {
            return depth.coefficients().size() * width.coefficients().size();
        }
    }

    BandSearch(Realised strategy, Scaler scaler, int batchSize) {
        this.strategy = strategy;
        this.scaler = scaler;
        this.batchSize = batchSize;
        base = scaler.baseline().architecture();
        baseCost = base.cost();
        aim = Math.pow(strategy.target(), strategy.phi());
        Neighbourhood around = strategy.around();
        isWanted = around == null ? shares -> true : around.of(scaler, strategy.phi());
    }

    CandidateSet candidates() {
        List<Dimension> depths = dimension(factor -> scaler.scaleTo(factor, 1, base.resolution()));
        List<Dimension> widths = dimension(factor -> scaler.scaleTo(1, factor, base.resolution()));
        List<Size> sizes = sizes();
        if ((long) depths.size() * widths.size() > MOST_NETWORKS) {
            throw tooMany("step", strategy.step(), "a larger step");
        }
        for (Dimension depth : depths) {
            for (Dimension width : widths) {
                search(depth, width, sizes);
            }
            if (found.size() > MOST_NETWORKS) {
                throw tooMany("band", strategy.band(), "a narrower band, or rounding.resolutionMultiple");
            }
        }
        if (found.isEmpty()) {
            throw isInBand ? nothingNear() : nothingInTheBand();
        }
        List<Grown> taken = EvenCover.of(found, Grown::shares, strategy.most());
        int aliases = taken.stream().mapToInt(Grown::aliases).sum();
        if (aliases > CandidateStrategy.MOST_COEFFICIENTS) {
            throw new InvalidValueException(
                    "step",
                    strategy.step(),
                    "a larger step: with this one %,d coefficients build the networks, and at most %,d may"
                            .formatted(aliases, CandidateStrategy.MOST_COEFFICIENTS));
        }
        return new CandidateSet(
                found.size(), taken.stream().map(this::candidate).toList());
    }

    /**
     * From the baseline on, as long as the dimension alone costs no more than the band allows.
     *
     * @param alone the baseline with nothing else scaled, by the factor
     */
    private List<Dimension> dimension(DoubleFunction<Architecture> alone) {
        Map<Architecture, List<Double>> coefficients = new HashMap<>();
        List<Dimension> dimension = new ArrayList<>();
        double coefficient = 1;
        for (int step = 1; coefficient <= Coefficients.MOST; step++) {
            double factor = Math.pow(coefficient, strategy.phi());
            Architecture grown = alone.apply(factor);
            List<Double> same = coefficients.get(grown);
            if (same == null) {
                Cost cost = offered(grown);
                if (isAbove(cost)) {
                    break;
                }
                same = new ArrayList<>();
                coefficients.put(grown, same);
                dimension.add(new Dimension(factor, same, cost.ratioTo(baseCost)));
            }
            same.add(coefficient);
            // Sums of steps are not exact in binary.
            coefficient = Math.round((1 + step * strategy.step()) * 1e9) / 1e9;
        }
        return dimension;
    }

    /** @return its cost, which may be the nearest of all */
    private Cost offered(Architecture architecture) {
        Cost cost = architecture.cost();
        if (nearest == null || distance(cost) < distance(nearest)) {
            nearest = cost;
        }
        return cost;
    }

    /** From the baseline's on; multiples, up to the cap, as long as resolution alone costs no more than the band allows. */
    private List<Size> sizes() {
        Rounding rounding = scaler.rounding();
        List<Size> sizes = new ArrayList<>();
        int first = rounding.resolution(base.resolution(), 1);
        sizes.add(size(first, base.at(first).cost()));
        if (strategy.costs().stream().noneMatch(CostMeasure::growsWithResolution)) {
            return sizes;
        }
        int multiple = rounding.resolutionMultiple();
        for (int pixels = first + multiple; pixels <= rounding.resolutionCap(); pixels += multiple) {
            Cost cost = offered(base.at(pixels));
            if (isAbove(cost)) {
                break;
            }
            sizes.add(size(pixels, cost));
        }
        return sizes;
    }

    private Size size(int pixels, Cost cost) {
        // Of a baseline that is itself no multiple, the first may be smaller.
        double factor = Math.max(1, (double) pixels / base.resolution());
        return new Size(pixels, Math.pow(factor, 1 / strategy.phi()), Math.max(1, cost.ratioTo(baseCost)));
    }

    private void search(Dimension depth, Dimension width, List<Size> sizes) {
        int low = 0;
        int high = sizes.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (isBelow(grown(depth, width, sizes.get(middle)).cost())) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < sizes.size(); i++) {
            Grown grown = grown(depth, width, sizes.get(i));
            if (isAbove(grown.cost())) {
                return;
            }
            isInBand = true;
            if (isWanted.test(grown.shares())) {
                found.add(grown);
            }
        }
    }

    private Grown grown(Dimension depth, Dimension width, Size size) {
        Architecture architecture = scaler.scaleTo(depth.factor(), width.factor(), size.pixels());
        Shares shares = Shares.ofGrowth(depth.growth(), width.growth(), size.growth());
        return new Grown(architecture, offered(architecture), depth, width, size.gamma(), shares);
    }

    /** Of some cost's ratio to the baseline's, relative to what is aimed at. */
    private double relative(CostMeasure measure, Cost cost) {
        return measure.of(cost, batchSize) / measure.of(baseCost, batchSize) / aim;
    }

    private boolean isAbove(Cost cost) {
        return strategy.costs().stream().anyMatch(measure -> relative(measure, cost) > 1 + strategy.band());
    }

    private boolean isBelow(Cost cost) {
        return strategy.costs().stream().anyMatch(measure -> relative(measure, cost) < 1 - strategy.band());
    }

    private double distance(Cost cost) {
        return strategy.costs().stream()
                .mapToDouble(measure -> Math.abs(relative(measure, cost) - 1))
                .max()
                .orElseThrow();
    }

    private Candidate candidate(Grown grown) {
        List<Coefficients> aliases = new ArrayList<>();
        for (double alpha : grown.depth().coefficients()) {
            for (double beta : grown.width().coefficients()) {
                aliases.add(new Coefficients(alpha, beta, grown.gamma()));
            }
        }
        Architecture architecture = grown.architecture();
        return new Candidate(
                architecture,
                architecture.fingerprint(),
                grown.cost(),
                grown.cost().ratioTo(baseCost),
                aliases);
    }

    private static InvalidValueException tooMany(String field, double given, String remedy) {
        return new InvalidValueException(
                field, given, "%s: with this one there are more than %,d networks".formatted(remedy, MOST_NETWORKS));
    }

    private InvalidValueException nothingNear() {
        return new InvalidValueException(
                "within",
                strategy.around() == null ? "missing" : strategy.around().within(),
                "a larger one, or a wider band: networks of that cost spend their growth otherwise");
    }

    private InvalidValueException nothingInTheBand() {
        Cost closest = nearest;
        if (closest == null) {
            throw new IllegalStateException("not even the baseline was looked at");
        }
        String ratios = strategy.costs().stream()
                .map(measure -> String.format(
                        Locale.ROOT,
                        "%.4f times the baseline's %s",
                        relative(measure, closest) * aim,
                        measure.inWords()))
                .collect(Collectors.joining(" and "));
        // What is suggested must do.
        String enough = BigDecimal.valueOf(distance(closest))
                .setScale(4, RoundingMode.CEILING)
                .toPlainString();
        return new InvalidValueException(
                "band",
                strategy.band(),
                "at least %s: the network nearest to %s times has %s"
                        .formatted(enough, Quantity.plain(aim, 4), ratios));
    }
}
