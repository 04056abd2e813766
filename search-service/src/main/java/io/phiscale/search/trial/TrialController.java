package io.phiscale.search.trial;

import io.phiscale.protocol.trainer.EpochMetrics;
import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Trials over REST. */
@RestController
class TrialController {
    private final Trials trials;

    TrialController(Trials trials) {
        this.trials = trials;
    }

    @GetMapping("/api/searches/{id}/trials")
    PageOf<TrialView> list(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(defaultValue = "id,asc") String sort,
            @RequestParam(defaultValue = "") Set<TrialState> state) {
        return trials.list(id, new PageRequested(page, size, sort), state);
    }

    @GetMapping("/api/trials/{id}")
    TrialView get(@PathVariable long id) {
        return trials.get(id);
    }

    @GetMapping("/api/trials/{id}/curve")
    List<EpochMetrics> curve(@PathVariable long id) {
        return trials.curve(trials.get(id).id());
    }

    @GetMapping("/api/trials/{id}/attempts")
    List<AttemptView> attempts(@PathVariable long id) {
        return trials.attempts(trials.get(id).id());
    }
}
