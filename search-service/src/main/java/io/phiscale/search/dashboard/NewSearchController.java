package io.phiscale.search.dashboard;

import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.error.ApiException;
import io.phiscale.search.followup.FollowUps;
import io.phiscale.search.preview.Previews;
import io.phiscale.search.search.Searches;
import io.phiscale.specification.SpecificationSyntaxException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a search is written, previewed and launched. */
@Controller
class NewSearchController {
    private static final String EXAMPLE =
            """
            # Every key is in the README's table; what is left out takes its default.
            name: a new search
            baseline: mbconv-nano
            resolution: 20
            strategy: {kind: realised, band: 0.08, candidates: 28}
            dataset: {name: fashion-mnist, trainingImages: 6000, validationImages: 4000}
            recipe: {epochs: 9, batchSize: 64, optimizer: {learningRate: 0.15}}
            budget: {}
            """;

    private final Searches searches;
    private final Previews previews;
    private final FollowUps followUps;

    NewSearchController(Searches searches, Previews previews, FollowUps followUps) {
        this.searches = searches;
        this.previews = previews;
        this.followUps = followUps;
    }

    private enum Action {
        PREVIEW,
        LAUNCH
    }

    @GetMapping("/searches/new")
    String write(Model model) {
        model.addAttribute("specification", EXAMPLE);
        return "new";
    }

    /** The same page with a search that begins with the answer of another one. */
    @GetMapping("/searches/{id}/follow-up")
    String followUp(@PathVariable long id, @RequestParam String kind, @RequestParam double phi, Model model) {
        model.addAttribute("specification", followUps.specification(id, kind, phi));
        return "new";
    }

    /** What was written stays on the page, whatever is wrong with it. */
    @PostMapping("/searches/new")
    String act(
            @RequestParam String specification,
            @RequestParam(defaultValue = "PREVIEW") Action action,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("specification", specification);
        try {
            if (action == Action.LAUNCH) {
                return "redirect:/searches/" + searches.submit(specification).id();
            }
            model.addAttribute("preview", previews.of(specification));
        } catch (InvalidValueException | SpecificationSyntaxException | ApiException wrong) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", wrong.getMessage());
        }
        return "new";
    }
}
