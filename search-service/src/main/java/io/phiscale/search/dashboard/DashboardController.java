package io.phiscale.search.dashboard;

import io.phiscale.scaling.candidate.Shares;
import io.phiscale.search.candidate.Candidates;
import io.phiscale.search.followup.FollowUps;
import io.phiscale.search.paging.PageRequested;
import io.phiscale.search.search.Searches;
import io.phiscale.search.selection.Answers;
import io.phiscale.search.selection.Rankings;
import io.phiscale.search.selection.SelectionView;
import io.phiscale.search.selection.SurfaceView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The pages about searches, and the parts of them that are fetched again when something changed. */
@Controller
class DashboardController {
    private static final int SEARCHES = 25;
    private static final int CANDIDATES = 100;
    /** By the objective, once that is known. */
    private static final String BEST_FIRST = "rank,asc";

    private static final String MOST_ACCURATE_FIRST = "top1,desc";

    private final Searches searches;
    private final Candidates candidates;
    private final Answers answers;
    private final Rankings rankings;
    private final FollowUps followUps;

    DashboardController(
            Searches searches, Candidates candidates, Answers answers, Rankings rankings, FollowUps followUps) {
        this.searches = searches;
        this.candidates = candidates;
        this.answers = answers;
        this.rankings = rankings;
        this.followUps = followUps;
    }

    @GetMapping("/")
    String searches(@RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("page", searches.list(new PageRequested(page, SEARCHES, "id,desc"), Set.of(), ""));
        return "searches";
    }

    @GetMapping("/searches/{id}")
    String search(@PathVariable long id, @RequestParam(defaultValue = "") String sort, Model model) {
        addStatus(id, model);
        addCandidates(id, 0, sort, model);
        return "search";
    }

    @GetMapping("/searches/{id}/status")
    String status(@PathVariable long id, Model model) {
        addStatus(id, model);
        return "search :: status";
    }

    @GetMapping("/searches/{id}/candidates")
    String candidates(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "") String sort,
            Model model) {
        addStatus(id, model);
        addCandidates(id, page, sort, model);
        return "search :: candidates";
    }

    /** @param winner the fingerprint of the chosen candidate; null while there is none */
    record Points(List<Candidates.Point> points, @Nullable String winner) {}

    @GetMapping("/searches/{id}/points")
    @ResponseBody
    Points points(@PathVariable long id) {
        return new Points(candidates.points(searches.get(id).id()), winner(id));
    }

    private @Nullable String winner(long id) {
        return answers.findSelection(id).map(SelectionView::fingerprint).orElse(null);
    }

    /**
     * The triangle of depth, width and resolution.
     *
     * @param points none where there are too many candidates to draw
     * @param shares of the candidates, by fingerprint
     * @param surface null while there is none
     */
    record Triangle(
            List<Candidates.Point> points,
            Map<String, Shares> shares,
            @Nullable SurfaceView surface,
            @Nullable String winner) {}

    @GetMapping("/searches/{id}/triangle")
    @ResponseBody
    Triangle triangle(@PathVariable long id) {
        boolean tooMany = searches.get(id).candidates() > Candidates.MOST_DRAWN;
        return new Triangle(
                tooMany ? List.of() : candidates.points(id),
                tooMany ? Map.of() : rankings.shares(id, searches.plan(id)),
                answers.findSelection(id).map(SelectionView::surface).orElse(null),
                winner(id));
    }

    @PostMapping("/searches/{id}/retry")
    String retry(@PathVariable long id) {
        searches.retryFailed(id);
        return "redirect:/searches/" + id;
    }

    @PostMapping("/searches/{id}/pause")
    String pause(@PathVariable long id) {
        searches.pause(id);
        return "redirect:/searches/" + id;
    }

    @PostMapping("/searches/{id}/resume")
    String resume(@PathVariable long id) {
        searches.resume(id);
        return "redirect:/searches/" + id;
    }

    @PostMapping("/searches/{id}/cancel")
    String cancel(@PathVariable long id) {
        searches.cancel(id);
        return "redirect:/searches/" + id;
    }

    private void addStatus(long id, Model model) {
        model.addAttribute("search", searches.get(id));
        model.addAttribute("phi", searches.plan(id).specification().strategy().phi());
        model.addAttribute("selection", answers.findSelection(id).orElse(null));
        model.addAttribute("ladder", answers.findLadder(id).orElse(null));
        model.addAttribute("followUps", followUps.of(id));
    }

    /** @param sort empty for the best first, which changes its meaning when the search is done */
    private void addCandidates(long id, int number, String sort, Model model) {
        String best = answers.findSelection(id).isPresent() ? BEST_FIRST : MOST_ACCURATE_FIRST;
        PageRequested page = new PageRequested(number, CANDIDATES, sort.isEmpty() ? best : sort);
        model.addAttribute("page", candidates.list(id, page, Set.of()));
        model.addAttribute("sort", sort);
        model.addAttribute("columns", Column.of(page));
    }
}
