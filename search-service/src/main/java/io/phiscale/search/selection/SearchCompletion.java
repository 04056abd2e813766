package io.phiscale.search.selection;

import io.phiscale.analysis.selection.Measurement;
import io.phiscale.analysis.selection.Selection;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.scaling.ladder.Ladder;
import io.phiscale.scaling.ladder.LadderModel;
import io.phiscale.scaling.ladder.LadderSpread;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchTransitions;
import io.phiscale.search.selection.Answers.Findings;
import io.phiscale.search.training.Trainings;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends a search that has nothing left to train. Each step belongs into a transaction that holds the search. */
@Component
class SearchCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(SearchCompletion.class);

    private final Measured measured;
    private final Trainings trainings;
    private final SearchTransitions transitions;
    private final Rankings rankings;
    private final ControlResults controls;
    private final Answers answers;

    SearchCompletion(
            Measured measured,
            Trainings trainings,
            SearchTransitions transitions,
            Rankings rankings,
            ControlResults controls,
            Answers answers) {
        this.measured = measured;
        this.trainings = trainings;
        this.transitions = transitions;
        this.rankings = rankings;
        this.controls = controls;
        this.answers = answers;
    }

    void failWithoutResult(long search) {
        transitions.move(search, SearchState.SELECTING);
        transitions.fail(search, "no trial has a result; the first failure: " + measured.firstFailure(search));
    }

    void complete(long search, SearchPlan plan) {
        List<Measurement> measurements = rankings.measurements(search, plan);
        if (measurements.isEmpty()) {
            // Of controls alone, nothing can be chosen.
            failWithoutResult(search);
            return;
        }
        transitions.move(search, SearchState.SELECTING);
        long results = measured.successes(search);
        long diverged = measured.diverged(search);
        if (diverged == results) {
            // One as wrong as all others is no winner.
            List<String> why = new ArrayList<>(List.of("every training diverged: " + remedy(plan)));
            failures(search).ifPresent(why::add);
            transitions.fail(search, String.join("\n", why));
            return;
        }
        List<String> remarks = answer(search, measurements, plan);
        if (diverged > 0) {
            remarks.add("%d of %d trainings diverged, and count as wrong on every image: %s"
                    .formatted(diverged, results, remedy(plan)));
        }
        failures(search).ifPresent(remarks::add);
        if (!remarks.isEmpty()) {
            transitions.explain(search, String.join("\n", remarks));
        }
        transitions.move(search, SearchState.DONE);
        LOG.info("search {} is done", search);
    }

    private Optional<String> failures(long search) {
        long failed = trainings.failures(search);
        return failed == 0
                ? Optional.empty()
                : Optional.of("%s failed and left out of the ranking; the first failure: %s"
                        .formatted(failed == 1 ? "1 trial" : failed + " trials", measured.firstFailure(search)));
    }

    private static String remedy(SearchPlan plan) {
        return "lower recipe.optimizer.learningRate, which is %s, or raise recipe.schedule.warmupEpochs"
                .formatted(plan.recipe().optimizer().learningRate());
    }

    void giveUp(long search, String why) {
        transitions.move(search, SearchState.SELECTING);
        transitions.fail(search, "the answer could not be worked out: " + why);
    }

    /** @return what the user should know beside the answer */
    private List<String> answer(long search, List<Measurement> measurements, SearchPlan plan) {
        Selection selection = rankings.select(search, measurements, plan);
        answers.storeSelection(
                search,
                selection,
                new Findings(
                        rankings.agreements(search, plan),
                        SurfaceView.of(selection.surface(), plan.specification().objective()),
                        controls.of(search, plan, selection),
                        spreads(selection, plan)));
        List<String> remarks = storeLadder(search, plan, selection.coefficients());
        List<Integer> epochs = plan.specification().budget().rungs().epochs();
        if (selection.winner().rung() < epochs.size() - 1) {
            remarks.add("no candidate came to a result after %d epochs: the answer rests on %d"
                    .formatted(
                            epochs.get(epochs.size() - 1),
                            epochs.get(selection.winner().rung())));
        }
        return remarks;
    }

    /** Of the middle and the last model of the ladder. */
    private static List<SpreadView> spreads(Selection selection, SearchPlan plan) {
        List<Coefficients> aliases = selection.winner().candidate().aliases();
        List<Double> phis = plan.specification().ladder().stream().sorted().toList();
        if (aliases.size() == 1) {
            return List.of();
        }
        return Stream.of(phis.get(phis.size() / 2), phis.get(phis.size() - 1))
                .distinct()
                .flatMap(phi -> LadderSpread.of(plan.scaler(), aliases, phi).stream())
                .map(SpreadView::of)
                .toList();
    }

    /** A model that cannot be built takes neither the others away nor the coefficients, which are the answer. */
    private List<String> storeLadder(long search, SearchPlan plan, Coefficients coefficients) {
        List<LadderModel> models = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (double phi : plan.specification().ladder()) {
            try {
                models.addAll(Ladder.powers(plan.scaler(), coefficients, List.of(phi)));
            } catch (InvalidValueException tooLarge) {
                remarks.add("a model of the ladder cannot be built: " + tooLarge.getMessage());
            }
        }
        if (!models.isEmpty()) {
            answers.storeLadder(search, coefficients, models);
        }
        return remarks;
    }
}
