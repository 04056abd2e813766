package io.phiscale.search.harness;

import io.phiscale.search.PhiscaleService;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A coordinator on a real port and a real database: the same one for all tests that ask for the same properties. */
@SpringBootTest(
        classes = PhiscaleService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"phiscale.worker.poll=20ms", "db-scheduler.polling-interval=100ms"})
public abstract class WithCoordinator {
    /** Six points, few networks, nothing that takes time. */
    protected static final String SMALL =
            """
            name: small
            baseline: mbconv-nano
            strategy: {kind: simplex, divisions: 2}
            dataset: {name: shapes, trainingImages: 128, validationImages: 64}
            recipe: {epochs: 2, batchSize: 16}
            """;

    /** Two points. */
    protected static final String TINY = SMALL.replace("divisions: 2", "divisions: 1");

    @Autowired
    protected JdbcClient jdbc;

    @Value("${local.server.port}")
    protected int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("phiscale.database.url", TestDatabase::url);
        registry.add("phiscale.database.user", TestDatabase::user);
        registry.add("phiscale.database.password", TestDatabase::password);
    }

    /** Rows rather than truncated tables: background work may look at them at this moment. */
    @BeforeEach
    protected void removeWhatOtherTestsLeft() {
        jdbc.sql("delete from search").update();
        jdbc.sql("delete from worker").update();
    }

    protected Http http() {
        return Http.to(port);
    }

    protected FakeWorker worker(String name) {
        return FakeWorker.at(http(), name);
    }

    /** @return the new search's id */
    protected long submit(String yaml) {
        return http().postYaml("/api/searches", yaml).expect(201).path("id").asLong();
    }

    protected JsonNode search(long id) {
        return http().get("/api/searches/" + id).expect(200);
    }

    protected JsonNode trial(long id) {
        return http().get("/api/trials/" + id).expect(200);
    }

    /** Waits until the search's state is the expected one. */
    protected JsonNode await(long search, String state) {
        return Await.until(
                () -> search(search), seen -> seen.path("state").asString().equals(state));
    }
}
