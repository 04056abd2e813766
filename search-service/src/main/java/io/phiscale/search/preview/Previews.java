package io.phiscale.search.preview;

import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.estimate.Estimates;
import io.phiscale.search.preview.PreviewView.Alternative;
import io.phiscale.search.preview.PreviewView.Networks;
import io.phiscale.search.search.PlannedSearch;
import io.phiscale.search.search.Searches;
import io.phiscale.specification.SearchPlan;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Says what a search would train, what that would take, and what it would be by another strategy. */
@Service
public class Previews {
    private static final int DIVISIONS = 10;

    private final Searches searches;
    private final Estimates estimates;

    Previews(Searches searches, Estimates estimates) {
        this.searches = searches;
        this.estimates = estimates;
    }

    /** @param specification in YAML or JSON; the complaints are those of a submission */
    public PreviewView of(String specification) {
        PlannedSearch planned = searches.planned(specification);
        SearchPlan plan = planned.plan();
        CandidateStrategy strategy = plan.specification().strategy();
        return new PreviewView(
                plan.specification().name(),
                name(strategy),
                Networks.of(planned.candidates()),
                estimates.of(plan, planned.candidates()),
                planned.warnings(),
                others(strategy).map(other -> alternative(other, plan)).toList());
    }

    private static String name(CandidateStrategy strategy) {
        return strategy.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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
