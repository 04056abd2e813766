package io.phiscale.search.worker;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.search.error.PlainText;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where agents ask for trials. */
@RestController
class ClaimController {
    private final Claims claims;
    private final WaitingClaims waiting;

    ClaimController(Claims claims, WaitingClaims waiting) {
        this.claims = claims;
        this.waiting = waiting;
    }

    /** Where there is nothing, the answer comes as late as the request says, at most a third of a lease, and costs no thread meanwhile. */
    @PostMapping("/api/worker/claims")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Claim.class)))
    @ApiResponse(responseCode = "204", description = "There is nothing to do.", content = @Content)
    Object claim(@RequestBody ClaimRequest request) {
        PlainText.require("worker", request.worker());
        request.engines().forEach(engine -> PlainText.require("engines", engine));
        request.labels().forEach(label -> PlainText.require("labels", label));
        if (request.protocol() < ClaimRequest.PROTOCOL) {
            throw new InvalidValueException(
                    "protocol",
                    request.protocol(),
                    "%d: an older worker would leave out what it does not know of a training; update it to the coordinator's version"
                            .formatted(ClaimRequest.PROTOCOL));
        }
        Optional<Claim> claim = claims.claim(request);
        if (claim.isPresent()) {
            return ResponseEntity.ok(claim.get());
        }
        return request.waitSeconds() == 0 ? WaitingClaims.nothing() : waiting.await(request);
    }
}
