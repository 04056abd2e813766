package io.phiscale.search.dashboard;

import io.phiscale.search.trial.Trials;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of one trial: what came of it, and every attempt at it. */
@Controller
class TrialPageController {
    private final Trials trials;

    TrialPageController(Trials trials) {
        this.trials = trials;
    }

    @GetMapping("/trials/{id}")
    String trial(@PathVariable long id, Model model) {
        model.addAttribute("trial", trials.get(id));
        model.addAttribute("attempts", trials.attempts(id));
        return "trial";
    }
}
