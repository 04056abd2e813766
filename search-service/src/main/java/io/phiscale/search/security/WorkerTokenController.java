package io.phiscale.search.security;

import io.phiscale.scaling.validation.Require;
import io.phiscale.search.error.PlainText;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes tokens for workers, lists them by name, and takes them back. */
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

    record TokenView(String name, Instant createdAt) {}

    @GetMapping("/api/worker-tokens")
    List<TokenView> list() {
        return tokens.list();
    }

    /** From the next request on, the token opens nothing. */
    @DeleteMapping("/api/worker-tokens/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String name) {
        tokens.revoke(name);
    }

    @PostMapping("/api/worker-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenCreated create(@RequestBody TokenRequest request) {
        return new TokenCreated(request.name(), tokens.create(request.name()));
    }
}
