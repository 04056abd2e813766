package io.phiscale.search.search;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.candidate.CandidateSet;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.scaling.validation.Require;
import io.phiscale.search.catalog.DataSets;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.error.PlainText;
import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import io.phiscale.search.search.SearchFigures.Figures;
import io.phiscale.specification.SearchPlan;
import io.phiscale.specification.SearchSpecification;
import io.phiscale.specification.SpecificationReader;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;

/** Searches, as REST, dashboard and background work use them. */
@Service
public class Searches {
    private static final Map<String, String> SORTS =
            Map.of("id", "id", "name", "name", "state", "state", "created", "createdAt");

    private static final int MOST_PRIORITY = 1_000;

    private final SearchRepository repository;
    private final SearchFigures figures;
    private final DataSets dataSets;
    private final SearchLimits limits;
    private final Platforms platforms;
    private final Submission submission;

    Searches(
            SearchRepository repository,
            SearchFigures figures,
            DataSets dataSets,
            SearchLimits limits,
            Platforms platforms,
            Submission submission) {
        this.repository = repository;
        this.figures = figures;
        this.dataSets = dataSets;
        this.limits = limits;
        this.platforms = platforms;
        this.submission = submission;
    }

    /**
     * Plans a search and queues its trials. Nothing is stored where anything about it is wrong.
     *
     * @param text of the specification, in YAML or JSON
     */
    public SearchView submit(String text) {
        PlannedSearch planned = planned(text);
        return get(submission.store(text, planned));
    }

    /** As {@link #submit} would have it, and with the same complaints; nothing is stored. */
    public PlannedSearch planned(String text) {
        SearchSpecification specification = SpecificationReader.readSearch(text);
        limits.check(specification);
        Long followed = specification.follows();
        if (followed != null && !repository.existsById(followed)) {
            throw new InvalidValueException("follows", followed, "the number of a search that there is");
        }
        SearchPlan plan = specification
                .plan(dataSets.named(specification.data().name()))
                .on(platforms.choose(specification.platform(), specification.labels()));
        limits.checkLadder(plan);
        CandidateSet candidates = plan.candidates();
        limits.check(plan, candidates);
        return new PlannedSearch(plan.withImagesFor(candidates), candidates, warnings(plan, candidates));
    }

    private List<String> warnings(SearchPlan plan, CandidateSet candidates) {
        Stream<String> unchecked = limits.checkCost(plan, candidates).stream();
        return Stream.concat(plan.warnings(candidates).stream(), unchecked).toList();
    }

    public SearchView get(long id) {
        SearchEntity search = entity(id);
        return view(search, figures.of(List.of(id)));
    }

    /** The search with nothing left open, as it was planned when it was submitted. */
    public SearchPlan plan(long id) {
        SearchEntity search = entity(id);
        if (search.plan != null) {
            return PlanJson.MAPPER.readValue(search.plan, SearchPlan.class);
        }
        SearchSpecification specification = SpecificationReader.readSearch(search.specification);
        return specification.plan(dataSets.named(specification.data().name()));
    }

    /** As it was submitted. */
    public String specification(long id) {
        return entity(id).specification;
    }

    public PageOf<SearchView> list(PageRequested page, Collection<SearchState> states, String name) {
        PlainText.require("name", name);
        String column = page.column(SORTS);
        Sort sort = Sort.by(page.isDescending() ? Sort.Direction.DESC : Sort.Direction.ASC, column)
                .and(Sort.by(Sort.Direction.DESC, "id"));
        Page<SearchEntity> found = repository.findByStateInAndNameContainingIgnoreCase(
                states.isEmpty() ? EnumSet.allOf(SearchState.class) : states,
                name,
                PageRequest.of(page.page(), page.size(), sort));
        Map<Long, Figures> sums =
                figures.of(found.stream().map(search -> search.id).toList());
        List<SearchView> views =
                found.stream().map(search -> view(search, sums)).toList();
        return new PageOf<>(views, found.getTotalElements(), page.page(), page.size());
    }

    /** What was measured is kept; workers end their trainings with their next report. */
    public SearchView cancel(long id) {
        SearchState state = entity(id).state;
        if (!submission.cancel(id)) {
            throw ApiException.wrongState("search %d is %s: it cannot be cancelled any more".formatted(id, state));
        }
        return get(id);
    }

    /** Gives out none of its trials; those that run are given back with their workers' next report. */
    public SearchView pause(long id) {
        SearchEntity search = entity(id);
        if (!submission.pause(id)) {
            throw ApiException.wrongState(
                    search.paused
                            ? "search %d is paused already".formatted(id)
                            : "search %d is %s: it cannot be paused any more".formatted(id, search.state));
        }
        return get(id);
    }

    public SearchView resume(long id) {
        SearchState state = entity(id).state;
        if (!submission.resume(id)) {
            throw ApiException.wrongState("search %d is %s: it is not paused".formatted(id, state));
        }
        return get(id);
    }

    /** Queues every failed trial again, with as many attempts as at first. What succeeded is never run again. */
    public SearchView retryFailed(long id) {
        SearchState state = entity(id).state;
        if (submission.retry(id) == 0) {
            throw ApiException.wrongState(
                    "search %d is %s: it has no failed trial that could be tried again".formatted(id, state));
        }
        return get(id);
    }

    /** Trials that are not given out yet take their new place in the queue at once. */
    public SearchView prioritize(long id, int priority) {
        Require.between("priority", priority, -MOST_PRIORITY, MOST_PRIORITY);
        entity(id);
        submission.prioritize(id, priority);
        return get(id);
    }

    /** Removes a search that is over, with its candidates, trials and answer. */
    public void remove(long id) {
        SearchState state = entity(id).state;
        if (!submission.remove(id)) {
            throw ApiException.wrongState(
                    "search %d is %s: cancel it first, or wait until it is over".formatted(id, state));
        }
    }

    private SearchEntity entity(long id) {
        return repository.findById(id).orElseThrow(() -> ApiException.notFound("search", id));
    }

    private static List<String> warnings(SearchEntity search, Figures figures) {
        String hint = figures.hint();
        return hint == null
                ? search.warnings
                : Stream.concat(search.warnings.stream(), Stream.of(hint)).toList();
    }

    private static SearchView view(SearchEntity search, Map<Long, Figures> sums) {
        Figures figures =
                sums.getOrDefault(search.id, new Figures(new SearchProgress(0, 0, 0, 0, 0, null), 0, null, null));
        return new SearchView(
                search.id == null ? 0 : search.id,
                search.name,
                search.state,
                search.paused,
                ProtocolJson.MAPPER.readTree(search.baseline).path("name").asString(""),
                search.dataset,
                search.engine,
                DeviceKind.of(search.device),
                Precision.of(search.precision),
                search.deterministic,
                search.labels,
                search.priority,
                search.follows,
                search.coefficients,
                figures.candidates(),
                search.createdAt,
                search.startedAt,
                search.endedAt,
                figures.progress(),
                figures.bestTop1(),
                warnings(search, figures),
                search.error);
    }
}
