package io.phiscale.search.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.Answer;
import io.phiscale.search.fixture.CoordinatorTest;
import org.junit.jupiter.api.Test;

class ProblemsIT extends CoordinatorTest {

    @Test
    void whatDoesNotExistIsNotFound() {
        assertProblem(client().get("/api/nothing"), 404, "NOT_FOUND");
        assertProblem(client().get("/api/searches/4711"), 404, "NOT_FOUND");
        assertProblem(client().get("/api/trials/4711/curve"), 404, "NOT_FOUND");
    }

    @Test
    void anIdentityThatIsNoNumberIsNamed() {
        Answer answer = client().get("/api/trials/first");

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("given").asString()).isEqualTo("first");
    }

    @Test
    void wrongMethodsAndMediaTypesAreProblemsToo() {
        assertThat(client().send("DELETE", "/api/searches", "", "").status()).isEqualTo(405);
        assertThat(client().send("DELETE", "/api/searches", "", "").header("Content-Type"))
                .startsWith("application/problem+json");
        assertThat(client().send("POST", "/api/searches", "application/xml", "<a/>")
                        .status())
                .isEqualTo(415);
        assertThat(client().with("Accept", "image/png").get("/api/searches").status())
                .isEqualTo(406);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = client().postYaml("/api/searches", "#" + "x".repeat(5_000_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void anAddressThatTheServerItselfRefusesIsAProblemToo() {
        Answer answer = client().get("/api/searches/1;x=%0a/trials");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void theDocumentationOfTheApiIsComplete() {
        Answer document = client().get("/api/openapi");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json().path("paths").propertyNames())
                .contains("/api/searches", "/api/searches/{id}/ladder", "/api/worker/claims");
        assertThat(client().get("/api/docs").status()).isIn(200, 302);
    }
}
