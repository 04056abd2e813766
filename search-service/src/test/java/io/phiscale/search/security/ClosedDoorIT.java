package io.phiscale.search.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.Answer;
import io.phiscale.search.fixture.Client;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** With a configured user. */
@TestPropertySource(properties = {"phiscale.security.user=ada", "phiscale.security.password=correct horse"})
class ClosedDoorIT extends CoordinatorTest {
    private static final String FILE_TOKEN = "0123456789abcdef0123456789abcdef";
    /** Pages that those see who are not logged in, and what containers and browsers ask for by themselves. */
    private static final List<String> PUBLIC = List.of("/login", "/error");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @DynamicPropertySource
    static void tokenFile(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.createTempFile("phiscale-token", "");
        Files.writeString(file, FILE_TOKEN + "\n");
        file.toFile().deleteOnExit();
        registry.add("phiscale.worker.token-file", file::toString);
    }

    @Test
    void everyMappedEndpointAsksWhoIsThere() {
        List<String> asked = new ArrayList<>();
        for (RequestMappingInfo mapping : mappings.getHandlerMethods().keySet()) {
            for (String pattern : mapping.getPatternValues()) {
                if (PUBLIC.contains(pattern)) {
                    continue;
                }
                String path = pattern.replaceAll("\\{[^}]+}", "1").replace("**", "x");
                for (String method : methods(mapping)) {
                    Answer answer =
                            client().with("Accept", "application/json").send(method, path, "application/json", "{}");
                    assertThat(answer.status())
                            .describedAs("%s %s", method, path)
                            .isEqualTo(401);
                    asked.add(pattern);
                }
            }
        }
        assertThat(asked).contains("/api/searches", "/api/searches/{id}/cancel", "/api/worker/claims");
    }

    private static List<String> methods(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty()
                ? List.of("GET", "POST")
                : methods.stream().map(RequestMethod::name).toList();
    }

    @Test
    void healthNeedsNoPassword() {
        assertThat(client().get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void theUserMayDoEverythingButWorkersWork() {
        Client ada = client().as("ada", "correct horse");

        assertThat(ada.postYaml("/api/searches", SMALL).status()).isEqualTo(201);
        assertThat(ada.get("/api/workers").status()).isEqualTo(200);
        assertThat(ada.postJson("/api/worker/claims", Map.of()).status()).isEqualTo(401);
        assertThat(client().as("ada", "wrong").get("/api/searches").status()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsMadeLetsAWorkerInAndNobodyElse() {
        Client ada = client().as("ada", "correct horse");
        jdbc.sql("delete from worker_token where name = 'gpu'").update();

        Answer made = ada.postJson("/api/worker-tokens", Map.of("name", "gpu"));

        assertThat(made.status()).isEqualTo(201);
        String token = made.json().path("token").asString();
        ada.postYaml("/api/searches", SMALL);
        assertThat(new FakeWorker(client().bearing(token), "gpu").claim()).isPresent();
        assertThat(client().bearing(token).get("/api/searches").status()).isEqualTo(401);
        assertThat(jdbc.sql("select count(*) from worker_token where encode(hash, 'escape') like :token")
                        .param("token", "%" + token + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(ada.postJson("/api/worker-tokens", Map.of("name", "gpu")).status())
                .isEqualTo(409);
        assertThat(ada.send("POST", "/api/worker-tokens", "application/json", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theTokenOfTheConfiguredFileLetsWorkersIn() {
        assertThat(new FakeWorker(client().bearing(FILE_TOKEN), "one").claim()).isEmpty();
        assertThat(client().bearing(FILE_TOKEN + "0")
                        .postJson("/api/worker/claims", Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatNobodyMappedIsDeniedToTheUserToo() {
        assertThat(client().as("ada", "correct horse").get("/actuator/env").status())
                .isEqualTo(403);
    }
}
