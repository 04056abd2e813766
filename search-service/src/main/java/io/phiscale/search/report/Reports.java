package io.phiscale.search.report;

import io.phiscale.analysis.budget.Budget;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.quantity.Quantity;
import io.phiscale.search.candidate.CandidateView;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.export.Provenances;
import io.phiscale.search.followup.FollowUps;
import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import io.phiscale.search.search.SearchState;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.ControlView;
import io.phiscale.search.selection.Rankings;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.training.Training;
import io.phiscale.search.training.Trainings;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SpecificationWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reports of searches, whatever their state: what is not known yet is left out. */
@Component
public class Reports {

    private final Searches searches;
    private final Candidates candidates;
    private final Answers answers;
    private final Rankings rankings;
    private final Trainings trainings;
    private final Provenances provenances;
    private final FollowUps followUps;

    Reports(
            Searches searches,
            Candidates candidates,
            Answers answers,
            Rankings rankings,
            Trainings trainings,
            Provenances provenances,
            FollowUps followUps) {
        this.searches = searches;
        this.candidates = candidates;
        this.answers = answers;
        this.rankings = rankings;
        this.trainings = trainings;
        this.provenances = provenances;
        this.followUps = followUps;
    }

    public Report of(long id) {
        SearchView search = searches.get(id);
        SearchPlan plan = searches.plan(id);
        Optional<SelectionView> selection = answers.findSelection(id);
        PageOf<CandidateView> shown = candidates.list(
                id,
                new PageRequested(0, PageRequested.MOST, selection.isPresent() ? "rank,asc" : "top1,desc"),
                Set.of());
        List<Training> done = trainings.of(id);
        return new Report(
                search,
                Conclusion.question(plan),
                selection
                        .map(chosen -> Conclusion.answer(
                                plan, chosen, candidates.get(id, chosen.candidate()), search.candidates()))
                        .orElse(List.of()),
                selection
                        .map(chosen -> Conclusion.tested(
                                chosen.fingerprint(),
                                plan.specification().budget().rungs().last(),
                                done))
                        .orElse(""),
                selection.orElse(null),
                answers.findLadder(id).orElse(null),
                shown.items(),
                shown.total() - shown.items().size(),
                effort(plan, search, done),
                Untried.of(
                        plan, search.state() == SearchState.DONE, done, trainings.failures(id), trainings.stopped(id)),
                followUps.of(id),
                provenances.of(id),
                SpecificationWriter.write(plan),
                drawings(id, plan, search, selection, done));
    }

    private Drawings drawings(
            long id, SearchPlan plan, SearchView search, Optional<SelectionView> selection, List<Training> done) {
        boolean tooMany = search.candidates() > Candidates.MOST_DRAWN;
        Map<String, Shares> shares = tooMany ? Map.of() : rankings.shares(id, plan);
        return new Drawings(
                tooMany,
                tooMany ? List.of() : candidates.points(id),
                shares,
                tooMany ? List.of() : done,
                plan.specification().budget().rungs().epochs(),
                selection.map(SelectionView::surface).orElse(null),
                selection.map(SelectionView::controls).orElse(List.<ControlView>of()),
                selection.map(SelectionView::fingerprint).orElse(null));
    }

    /** How much was trained; of a search that is done, and left something out, also beside everything that there is. */
    private String effort(SearchPlan plan, SearchView search, List<Training> done) {
        Budget budget = plan.specification().budget();
        long stopped = trainings.stopped(search.id());
        long epochs = done.stream().mapToLong(Training::added).sum() + trainings.epochsOfStopped(search.id());
        long images = plan.data().trainingImages() * epochs;
        String trained = String.format(
                Locale.ROOT,
                "%s came to a result%s, with %,d images gone through in %s of training.",
                done.size() == 1 ? "1 training" : "%,d trainings".formatted(done.size()),
                stopped == 0 ? "" : ", and %,d ended on the way".formatted(stopped),
                images,
                Quantity.duration(
                        done.stream().mapToDouble(Training::seconds).sum() + trainings.secondsOfStopped(search.id())));
        int last = budget.rungs().epochs().get(budget.rungs().last());
        boolean leftSomethingOut = !budget.equals(Budget.same(last, budget.seeds()));
        return search.state() == SearchState.DONE && search.candidates() > 1 && leftSomethingOut
                ? trained + besideEverything(plan, search.candidates(), images)
                : trained;
    }

    private static String besideEverything(SearchPlan plan, long candidates, long images) {
        Budget budget = plan.specification().budget();
        long exhaustive = plan.data().trainingImages()
                * budget.exhaustive(Math.toIntExact(candidates)).epochs();
        return String.format(
                Locale.ROOT,
                " To train all %,d candidates for %d epochs with %s would have taken %,d images: this took %.0f %% of that%s.",
                candidates,
                budget.rungs().epochs().get(budget.rungs().last()),
                budget.mostSeeds() == 1 ? "one seed" : budget.mostSeeds() + " seeds",
                exhaustive,
                100.0 * images / exhaustive,
                plan.specification().controls() ? ", controls included" : "");
    }
}
