package io.phiscale.search.preview;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Previews over REST. */
@RestController
class PreviewController {
    private final Previews previews;

    PreviewController(Previews previews) {
        this.previews = previews;
    }

    /** What the search would train, and what that would take. Nothing is stored; what would be refused is refused. */
    @PostMapping(
            path = "/api/searches/preview",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/yaml", MediaType.TEXT_PLAIN_VALUE})
    PreviewView preview(@RequestBody String specification) {
        return previews.of(specification);
    }
}
