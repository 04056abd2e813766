package io.phiscale.search.search;

import io.phiscale.search.paging.PageOf;
import io.phiscale.search.paging.PageRequested;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches over REST. */
@RestController
@RequestMapping("/api/searches")
class SearchController {
    private static final String YAML = "application/yaml";

    private final Searches searches;

    SearchController(Searches searches) {
        this.searches = searches;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML, MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<SearchView> submit(@RequestBody String specification) {
        SearchView search = searches.submit(specification);
        return ResponseEntity.created(URI.create("/api/searches/" + search.id()))
                .body(search);
    }

    @GetMapping
    PageOf<SearchView> list(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam(defaultValue = "id,desc") String sort,
            @RequestParam(defaultValue = "") Set<SearchState> state,
            @RequestParam(defaultValue = "") String name) {
        return searches.list(new PageRequested(page, size, sort), state, name);
    }

    @GetMapping("/{id}")
    SearchView get(@PathVariable long id) {
        return searches.get(id);
    }

    /** As it was submitted. */
    @GetMapping(value = "/{id}/specification", produces = MediaType.TEXT_PLAIN_VALUE)
    String specification(@PathVariable long id) {
        return searches.specification(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        searches.remove(id);
    }

    /** Queues the failed trials again. */
    @PostMapping("/{id}/retry")
    SearchView retry(@PathVariable long id) {
        return searches.retryFailed(id);
    }

    /** @param priority from -1000 to 1000; 0 at first */
    record Priority(int priority) {}

    @PutMapping("/{id}/priority")
    SearchView prioritize(@PathVariable long id, @RequestBody Priority request) {
        return searches.prioritize(id, request.priority());
    }

    /** Its trials are kept back, and those that run end with their workers' next report. */
    @PostMapping("/{id}/pause")
    SearchView pause(@PathVariable long id) {
        return searches.pause(id);
    }

    @PostMapping("/{id}/resume")
    SearchView resume(@PathVariable long id) {
        return searches.resume(id);
    }

    @PostMapping("/{id}/cancel")
    SearchView cancel(@PathVariable long id) {
        return searches.cancel(id);
    }
}
