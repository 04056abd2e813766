package io.phiscale.search.selection;

import io.phiscale.analysis.comparison.Comparison.Standing;
import io.phiscale.analysis.comparison.Contrast;
import io.phiscale.analysis.comparison.Scores;
import io.phiscale.analysis.selection.Selection;
import io.phiscale.scaling.candidate.Candidate;
import io.phiscale.scaling.candidate.Control;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.training.Training;
import io.phiscale.search.training.Trainings;
import io.phiscale.specification.SearchPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** By how much the chosen network is ahead of the controls, in accuracy at the last rung. */
@Component
class ControlResults {
    private final Candidates candidates;
    private final Trainings trainings;

    ControlResults(Candidates candidates, Trainings trainings) {
        this.candidates = candidates;
        this.trainings = trainings;
    }

    /** Of the controls that came to a result there; those that diverged or failed are left out, and the chosen one itself. */
    List<ControlView> of(long search, SearchPlan plan, Selection selection) {
        Map<Long, Control.Kind> kinds = candidates.kinds(search);
        if (kinds.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Training>> results = trainings.byCandidate(search);
        int last = selection.winner().rung();
        Map<String, Scores> scores = new LinkedHashMap<>();
        String winner = selection.winner().candidate().fingerprint();
        List<String> chosenFrom = selection.ranking().comparison().standings().stream()
                .map(Standing::candidate)
                .toList();
        // The chosen network may be one of them itself.
        List<Map.Entry<Long, Candidate>> controls = candidates.controls(search).stream()
                .filter(entry -> !entry.getValue().fingerprint().equals(winner))
                .toList();
        for (List<Map.Entry<Long, Candidate>> entries : List.of(candidates.all(search), controls)) {
            for (Map.Entry<Long, Candidate> entry : entries) {
                Map<Long, Double> bySeed = results.getOrDefault(entry.getKey(), List.of()).stream()
                        .filter(result -> result.rung() == last && !result.diverged())
                        .collect(Collectors.toMap(Training::seed, Training::top1));
                if (!bySeed.isEmpty()) {
                    String fingerprint = entry.getValue().fingerprint();
                    scores.put(fingerprint, new Scores(fingerprint, bySeed));
                }
            }
        }
        if (!scores.containsKey(winner)) {
            return List.of();
        }
        Map<String, Contrast> contrasts = Contrast.of(
                        List.copyOf(scores.values()),
                        winner,
                        chosenFrom,
                        controls.stream()
                                .map(entry -> entry.getValue().fingerprint())
                                .toList(),
                        plan.specification().budget().confidence())
                .stream()
                .collect(Collectors.toMap(Contrast::other, Function.identity()));
        List<ControlView> views = new ArrayList<>();
        for (Map.Entry<Long, Candidate> entry : controls) {
            Candidate candidate = entry.getValue();
            Contrast contrast = contrasts.get(candidate.fingerprint());
            Scores own = scores.get(candidate.fingerprint());
            Control.Kind kind = kinds.get(entry.getKey());
            if (contrast != null && own != null && kind != null) {
                views.add(view(kind, candidate, own, contrast));
            }
        }
        views.sort(Comparator.comparing(ControlView::kind));
        return views;
    }

    private static ControlView view(Control.Kind kind, Candidate candidate, Scores own, Contrast contrast) {
        return new ControlView(
                kind,
                candidate.fingerprint(),
                candidate.aliases().get(0),
                candidate.architecture().resolution(),
                candidate.costRatio(),
                own.bySeed().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(),
                own.bySeed().size(),
                contrast.ahead(),
                contrast.margin());
    }
}
