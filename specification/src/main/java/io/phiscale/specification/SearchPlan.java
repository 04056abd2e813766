package io.phiscale.specification;

import io.phiscale.analysis.selection.CostIndicator;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.scaling.coefficient.Scaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A search with nothing left open.
 *
 * @param recipe of a training to the last rung
 * @param scaler of the baseline with the data set's classes and channels
 */
public record SearchPlan(
        SearchSpecification specification,
        DataSetFacts facts,
        Scaler scaler,
        DataSelection data,
        Recipe recipe,
        Platform platform) {
    /** As a share of what a control should cost. */
    private static final double NEAR = 0.05;

    private static final Platform BEFORE_THERE_WAS_A_CHOICE =
            new Platform(Engines.DEEPLEARNING4J, DeviceKind.CPU, Numerics.DEFAULT);

    public SearchPlan {
        platform = platform == null ? BEFORE_THERE_WAS_A_CHOICE : platform;
    }

    /** @param chosen one that the specification allows */
    public SearchPlan on(Platform chosen) {
        return new SearchPlan(specification, facts, scaler, data, recipe, chosen);
    }

    /** @param candidates that the search has; images are decoded for the largest of them and of the controls */
    public SearchPlan withImagesFor(CandidateSet candidates) {
        int largest = Stream.concat(
                        candidates.candidates().stream(), controls().stream().map(Control::candidate))
                .mapToInt(candidate -> candidate.architecture().resolution())
                .max()
                .orElse(0);
        return new SearchPlan(specification, facts, scaler, data.decodedAt(largest), recipe, platform);
    }

    /** Every candidate of the search. */
    public CandidateSet candidates() {
        return Nested.read("strategy", () -> specification.strategy().candidates(scaler, recipe.batchSize()));
    }

    /** Networks that compound scaling is held against; none where the search does without. */
    public List<Control> controls() {
        CandidateStrategy strategy = specification.strategy();
        return specification.controls() ? Control.of(scaler, strategy.target(), strategy.phi()) : List.of();
    }

    /** That a training to a rung follows, from its first step on. */
    public Recipe recipe(int rung) {
        List<Integer> rungs = specification.budget().rungs().epochs();
        return recipe.inStages(rungs.subList(0, rung + 1));
    }

    /** What a careful researcher would want to know before the search runs; empty where there is nothing. */
    public List<String> warnings(CandidateSet candidates) {
        List<String> warnings = new ArrayList<>();
        int taken = candidates.candidates().size();
        if (taken < candidates.distinct()) {
            warnings.add(
                    "%d of the %,d networks that cost what was asked for: those that cover depth, width and resolution most evenly."
                            .formatted(taken, candidates.distinct()));
        }
        int own = facts.resolution();
        List<Candidate> blurred = candidates.candidates().stream()
                .filter(candidate -> own > 0 && candidate.architecture().resolution() > own)
                .toList();
        if (!blurred.isEmpty()) {
            warnings.add(
                    "%d of %d candidates have a resolution above the images' own %d px: upsampling adds cost, not detail."
                            .formatted(blurred.size(), candidates.candidates().size(), own));
        }
        for (Control control : controls()) {
            if (Math.abs(control.excess()) > NEAR) {
                warnings.add(
                        "The control %s costs %.2f times the baseline instead of %.2f: nothing nearer can be built."
                                .formatted(
                                        control.kind().name().toLowerCase(Locale.ROOT),
                                        control.candidate().costRatio(),
                                        control.costTarget()));
            }
        }
        if (specification.objective().cost() == CostIndicator.LATENCY) {
            warnings.add(
                    "Latency is what workers measure beside their other trainings: it compares where they are alike and as busy.");
        }
        if (specification.budget().mostSeeds() == 1) {
            warnings.add("One seed per candidate: differences between neighbours may be noise.");
        }
        return List.copyOf(warnings);
    }
}
