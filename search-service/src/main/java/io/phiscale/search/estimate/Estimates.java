package io.phiscale.search.estimate;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.analysis.budget.Budget.Extent;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.estimate.Effort.Amount;
import io.phiscale.search.estimate.Speeds.Speed;
import io.phiscale.specification.CostLimit;
import io.phiscale.specification.SearchPlan;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reckons what a search will take, by what trainings on the same platform took, and holds it against the user's limit. */
@Component
public class Estimates {
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Speeds speeds;
    private final @Nullable Double pricePerHour;

    Estimates(Speeds speeds, PhiscaleProperties properties) {
        this.speeds = speeds;
        pricePerHour = properties.pricePerHour();
    }

    public Effort of(SearchPlan plan, CandidateSet set) {
        Platform platform = plan.platform();
        String engine = "%s on %s, %s"
                .formatted(
                        platform.engine(),
                        platform.device().id(),
                        platform.numerics().precision().id());
        Speed speed = speeds.of(platform);
        String basis = speed.trainings() == 0
                ? "not known: %s has trained nothing here yet".formatted(engine)
                : "the median of %d trainings by %s, in multiply-adds a second".formatted(speed.trainings(), engine);
        Budget budget = plan.specification().budget();
        int candidates = set.candidates().size();
        Amount least = amount(budget.least(candidates), plan, set, speed);
        Amount most = amount(budget.most(candidates), plan, set, speed);
        return new Effort(
                engine,
                least.trainings(),
                least.images(),
                least.hours(),
                least.price(),
                most.equals(least) ? null : most,
                budget.exhaustive(candidates).epochs() * plan.data().trainingImages(),
                basis);
    }

    /** Whoever is promoted costs what all candidates do on average, and a control as much. */
    private Amount amount(Extent ofCandidates, SearchPlan plan, CandidateSet set, Speed speed) {
        Budget budget = plan.specification().budget();
        long controls = (long) plan.controls().size() * budget.seeds().size();
        Extent extent = new Extent(
                ofCandidates.trainings() + controls,
                ofCandidates.epochs()
                        + controls * budget.rungs().epochs().get(budget.rungs().last()));
        long images = extent.epochs() * plan.data().trainingImages();
        double each = set.candidates().stream()
                .mapToLong(candidate -> candidate.cost().multiplyAdds())
                .average()
                .orElse(0);
        Double hours = speed.trainings() == 0 ? null : images * each / speed.multiplyAdds() / SECONDS_PER_HOUR;
        Double price = hours == null || pricePerHour == null ? null : hours * pricePerHour;
        return new Amount(extent.trainings(), images, hours, price);
    }

    /**
     * @return what the user should know, where a limit could not be checked
     * @throws InvalidValueException where the search may come to more than its limit
     */
    public Optional<String> check(CostLimit limit, SearchPlan plan, CandidateSet set) {
        if (limit.isNone()) {
            return Optional.empty();
        }
        Effort effort = of(plan, set);
        Amount most = effort.most();
        if (limit.images() != null && most.images() > limit.images()) {
            throw exceeded("images", limit.images(), String.format(Locale.ROOT, "%,d", most.images()));
        }
        if (limit.hours() != null && most.hours() != null && most.hours() > limit.hours()) {
            throw exceeded("hours", limit.hours(), String.format(Locale.ROOT, "%.2f", most.hours()));
        }
        if (limit.price() != null && most.price() != null && most.price() > limit.price()) {
            throw exceeded("price", limit.price(), String.format(Locale.ROOT, "%.2f", most.price()));
        }
        if (most.hours() == null && (limit.hours() != null || limit.price() != null)) {
            return Optional.of("The limit was not checked: how long the search takes is %s.".formatted(effort.basis()));
        }
        return most.price() == null && limit.price() != null
                ? Optional.of("The limit was not checked: phiscale.price-per-hour is not set.")
                : Optional.empty();
    }

    private static InvalidValueException exceeded(String what, Number limit, String needed) {
        return new InvalidValueException(
                "limit." + what,
                limit,
                "at least the %s that this search may take; or fewer candidates, epochs or seeds".formatted(needed));
    }
}
