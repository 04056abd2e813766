package io.phiscale.search.export;

import io.phiscale.analysis.selection.Ranked;
import io.phiscale.scaling.candidate.Shares;
import io.phiscale.scaling.coefficient.Coefficients;
import io.phiscale.search.search.PlanJson;
import io.phiscale.search.search.SearchView;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.LadderView;
import io.phiscale.search.selection.Rankings;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.training.Training;
import io.phiscale.search.training.Trainings;
import io.phiscale.specification.SearchPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The answer with all that it rests on, as one JSON document. */
@Component
class JsonExport implements Export {
    private final Searches searches;
    private final Rankings rankings;
    private final Answers answers;
    private final Provenances provenances;
    private final Trainings trainings;

    JsonExport(Searches searches, Rankings rankings, Answers answers, Provenances provenances, Trainings trainings) {
        this.searches = searches;
        this.rankings = rankings;
        this.answers = answers;
        this.provenances = provenances;
        this.trainings = trainings;
    }

    @Override
    public String format() {
        return "json";
    }

    @Override
    public MediaType mediaType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public String extension() {
        return "json";
    }

    @Override
    public Document open(long search) {
        ExportedSearch document = document(search);
        return out -> PlanJson.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, document);
    }

    private ExportedSearch document(long id) {
        SearchView search = searches.get(id);
        SearchPlan plan = searches.plan(id);
        List<Ranked> ranking = rankings.of(id, plan);
        return new ExportedSearch(
                ExportedSearch.FORMAT,
                Instant.now(),
                new ExportedSearch.About(
                        id,
                        search.name(),
                        search.state(),
                        search.createdAt(),
                        search.endedAt(),
                        search.error(),
                        searches.specification(id)),
                answers.findSelection(id)
                        .map(selection -> answer(selection, ranking))
                        .orElse(null),
                new ExportedSearch.Method(
                        plan.scaler().baseline(),
                        plan.scaler().rounding(),
                        ExportedSearch.ROUNDING_RULE,
                        plan.specification().strategy(),
                        plan.specification().objective()),
                new ExportedSearch.Provenance(
                        plan.facts(),
                        plan.data(),
                        plan.recipe(),
                        plan.specification().budget().seeds(),
                        plan.specification().budget(),
                        provenances.of(id)),
                places(id, plan, ranking),
                answers.findLadder(id).map(LadderView::models).orElse(null),
                search.warnings());
    }

    private List<ExportedSearch.Place> places(long id, SearchPlan plan, List<Ranked> ranking) {
        Map<String, Shares> shares = rankings.shares(id, plan);
        Map<String, List<Training>> trained =
                trainings.of(id).stream().collect(Collectors.groupingBy(Training::fingerprint));
        return ranking.stream()
                .map(one -> {
                    String fingerprint = one.candidate().fingerprint();
                    return ExportedSearch.Place.of(
                            one,
                            Objects.requireNonNull(shares.get(fingerprint)),
                            trained.getOrDefault(fingerprint, List.of()));
                })
                .toList();
    }

    private static ExportedSearch.Answer answer(SelectionView selection, List<Ranked> ranking) {
        List<Coefficients> aliases = ranking.stream()
                .map(Ranked::candidate)
                .filter(candidate -> candidate.fingerprint().equals(selection.fingerprint()))
                .flatMap(candidate -> candidate.aliases().stream())
                .toList();
        return new ExportedSearch.Answer(
                selection.coefficients(),
                selection.intervals(),
                aliases,
                selection.fingerprint(),
                selection.separated(),
                selection.explanation(),
                selection.comparison(),
                selection.agreements(),
                selection.controls(),
                selection.spreads());
    }
}
