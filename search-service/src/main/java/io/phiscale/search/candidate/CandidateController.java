package io.phiscale.search.candidate;

import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Candidates over REST. */
@RestController
class CandidateController {
    private final Candidates candidates;

    CandidateController(Candidates candidates) {
        this.candidates = candidates;
    }

    @GetMapping("/api/searches/{id}/candidates")
    PageOf<CandidateView> list(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(defaultValue = "cost,asc") String sort,
            @RequestParam(defaultValue = "") Set<CandidateView.State> state) {
        return candidates.list(id, new PageRequested(page, size, sort), state);
    }
}
