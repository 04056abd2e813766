package io.phiscale.search.followup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Follow-ups over REST. */
@RestController
class FollowUpController {
    private final FollowUps followUps;

    FollowUpController(FollowUps followUps) {
        this.followUps = followUps;
    }

    @GetMapping("/api/searches/{id}/follow-ups")
    List<FollowUpView> list(@PathVariable long id) {
        return followUps.of(id);
    }

    /** A specification, to be submitted like any other; where there is no phi, at the usual one. */
    @GetMapping(value = "/api/searches/{id}/follow-up", produces = MediaType.TEXT_PLAIN_VALUE)
    String specification(@PathVariable long id, @RequestParam String kind, @RequestParam @Nullable Double phi) {
        return followUps.specification(id, kind, phi);
    }
}
