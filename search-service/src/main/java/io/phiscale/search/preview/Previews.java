package io.phiscale.search.preview;

import io.phiscale.protocol.engine.Platform;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.configuration.PhiscaleProperties;
import io.phiscale.search.preview.PreviewView.Alternative;
import io.phiscale.search.preview.PreviewView.Effort;
import io.phiscale.search.preview.PreviewView.Networks;
import io.phiscale.search.preview.Speeds.Speed;
import io.phiscale.search.search.PlannedSearch;
import io.phiscale.search.search.Searches;
import io.phiscale.specification.SearchPlan;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Says what a search would train, what that would take, and what it would be by another strategy. */
@Service
class Previews {
    private static final int DIVISIONS = 10;
    private static final double SECONDS_PER_HOUR = 3_600;

    private final Searches searches;
    private final Speeds speeds;
    private final @Nullable Double pricePerHour;

    Previews(Searches searches, Speeds speeds, PhiscaleProperties properties) {
        this.searches = searches;
        this.speeds = speeds;
        pricePerHour = properties.pricePerHour();
    }

    PreviewView of(String specification) {
        PlannedSearch planned = searches.planned(specification);
        SearchPlan plan = planned.plan();
        CandidateStrategy strategy = plan.specification().strategy();
        return new PreviewView(
                plan.specification().name(),
                name(strategy),
                Networks.of(planned.candidates()),
                effort(planned),
                plan.warnings(planned.candidates()),
                others(strategy).map(other -> alternative(other, plan)).toList());
    }

    private static String name(CandidateStrategy strategy) {
        return strategy.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Effort effort(PlannedSearch planned) {
        SearchPlan plan = planned.plan();
        Platform platform = plan.platform();
        String engine = "%s on %s, %s"
                .formatted(
                        platform.engine(),
                        platform.device().id(),
                        platform.numerics().precision().id());
        List<Candidate> candidates = planned.candidates().candidates();
        long seeds = plan.specification().seeds().size();
        long imagesOfOne = (long) plan.recipe().epochs() * plan.data().trainingImages();
        double multiplyAdds = seeds
                * imagesOfOne
                * candidates.stream()
                        .mapToDouble(candidate -> candidate.cost().multiplyAdds())
                        .sum();
        Speed speed = speeds.of(platform);
        Double hours = speed.trainings() == 0 ? null : multiplyAdds / speed.multiplyAdds() / SECONDS_PER_HOUR;
        String basis = speed.trainings() == 0
                ? "not known: %s has trained nothing here yet".formatted(engine)
                : "the median of %d trainings by %s, in multiply-adds a second".formatted(speed.trainings(), engine);
        long trainings = candidates.size() * seeds;
        return new Effort(engine, trainings, trainings * imagesOfOne, hours, basis, price(hours));
    }

    private @Nullable Double price(@Nullable Double hours) {
        return hours == null || pricePerHour == null ? null : hours * pricePerHour;
    }

    private static Stream<CandidateStrategy> others(CandidateStrategy strategy) {
        double target = strategy.target();
        double phi = strategy.phi();
        Grid grid = Grid.DEFAULT;
        Realised realised = Realised.DEFAULT;
        return Stream.<CandidateStrategy>of(
                        new Grid(grid.alpha(), grid.beta(), grid.gamma(), grid.step(), target, grid.tolerance(), phi),
                        new Simplex(DIVISIONS, target, phi),
                        new Realised(realised.costs(), realised.band(), realised.most(), realised.step(), target, phi))
                .filter(other -> other.getClass() != strategy.getClass());
    }

    private static Alternative alternative(CandidateStrategy strategy, SearchPlan plan) {
        try {
            Networks networks =
                    Networks.of(strategy.candidates(plan.scaler(), plan.recipe().batchSize()));
            return new Alternative(name(strategy), networks, null);
        } catch (InvalidValueException none) {
            return new Alternative(name(strategy), null, none.getMessage());
        }
    }
}
