package io.phiscale.search.security;

import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.PlainText;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes tokens for workers. */
@RestController
class WorkerTokenController {
    private final WorkerTokens tokens;

    WorkerTokenController(WorkerTokens tokens) {
        this.tokens = tokens;
    }

    record TokenRequest(String name) {
        TokenRequest {
            Require.notBlank("name", name);
            Require.between("length of name", name.length(), 1, 200);
            PlainText.require("name", name);
        }
    }

    record TokenCreated(String name, String token) {}

    @PostMapping("/api/worker-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenCreated create(@RequestBody TokenRequest request) {
        return new TokenCreated(request.name(), tokens.create(request.name()));
    }
}
