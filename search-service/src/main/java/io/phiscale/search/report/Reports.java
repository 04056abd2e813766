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
    private static final int MOST_DRAWN = 1_000;

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
        boolean tooMany = search.candidates() > MOST_DRAWN;
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

    private static String effort(SearchPlan plan, SearchView search, List<Training> done) {
        long candidates = search.candidates();
        Budget budget = plan.specification().budget();
        long perEpoch = plan.data().trainingImages();
        long images = perEpoch * done.stream().mapToLong(Training::added).sum();
        long exhaustive =
                perEpoch * budget.exhaustive(Math.toIntExact(candidates)).epochs();
        String trained = String.format(
                Locale.ROOT,
                "%,d trainings came to a result, with %,d images gone through in %s of training.",
                done.size(),
                images,
                Quantity.duration(done.stream().mapToDouble(Training::seconds).sum()));
        boolean isIncomparable = candidates == 1
                || budget.equals(
                        Budget.same(budget.rungs().epochs().get(budget.rungs().last()), budget.seeds()));
        return isIncomparable
                ? trained
                : trained
                        + String.format(
                                Locale.ROOT,
                                " To train all %,d candidates for %d epochs with %s would have taken %,d images: this took %.0f %% of that, controls included.",
                                candidates,
                                budget.rungs().epochs().get(budget.rungs().last()),
                                budget.mostSeeds() == 1 ? "one seed" : budget.mostSeeds() + " seeds",
                                exhaustive,
                                100.0 * images / exhaustive);
    }
}
