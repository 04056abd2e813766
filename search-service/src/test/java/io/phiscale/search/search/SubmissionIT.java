package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.Answer;
import io.phiscale.search.fixture.CoordinatorTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SubmissionIT extends CoordinatorTest {

    @Test
    void aSearchIsStoredAsItCame() {
        String text = SMALL.replace("resolution: 20", "resolution: 24") + "# α means depth\n";

        Answer answer = client().postYaml("/api/searches", text);

        assertThat(answer.status()).isEqualTo(201);
        String location = answer.header("Location");
        assertThat(location)
                .isEqualTo("/api/searches/" + answer.json().path("id").asLong());
        assertThat(client().get(location + "/specification").body()).isEqualTo(text);
        JsonNode search = client().get(location).json();
        assertThat(search.path("baseline").asString()).isEqualTo("mbconv-nano");
        assertThat(search.path("candidates").asInt()).isEqualTo(3);
        assertThat(search.path("warnings").path(0).asString()).contains("above the images' own 28 px");
    }

    @Test
    void jsonIsASpecificationToo() {
        Answer answer = client().send(
                        "POST",
                        "/api/searches",
                        "application/json",
                        "{\"baseline\": \"mbconv-nano\", \"dataset\": {\"name\": \"mnist\"}}");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void anUnknownKeyIsNamedWithItsLine() {
        Answer answer = client().postYaml("/api/searches", SMALL + "recipes: {}\n");

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("key").asString()).isEqualTo("recipes");
        assertThat(answer.json().path("line").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baseline: mbconv-nano|baseline: resnet|baseline|efficientnet-b0",
                "name: fashion-mnist|name: imagenet|dataset.name|fashion-mnist",
                "batchSize: 32|batchSize: 601|recipe.batchSize|600",
                "trainingImages: 600|trainingImages: 60000|dataset.trainingImages|59,900",
                "epochs: 2|epochs: 1001|recipe.epochs|1000",
                "resolution: 20|resolution: 2000|resolution|1024",
                "resolution: 20|resolution: 7|resolution|8",
                "divisions: 1|divisions: 0|strategy.divisions|1",
                "{kind: simplex, divisions: 1}|{kind: grid, step: 0.5, tolerance: 0.001, target: 2.9}"
                        + "|tolerance|product",
                "{kind: simplex, divisions: 1}|{kind: grid, step: 0}|strategy.step|0.001",
                "{kind: simplex, divisions: 1}|{kind: grid, alpha: '0.9:2'}|strategy.alpha|1",
                "epochs: 2|epochs: 2, optimizer: {learningRate: -1}|recipe.optimizer.learningRate|above 0",
                "name: small|engine: tpu|engine|dl4j",
                "name: small|ladder: [1, 21]|ladder|20",
                "name: small|ladder: []|ladder|100"
            })
    void whatCannotWorkIsRefusedAndNothingIsStored(String good, String bad, String field, String allowed) {
        Answer answer = client().postYaml("/api/searches", SMALL.replace(good, bad));

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("detail").asString()).contains(allowed);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
        assertThat(jdbc.sql("select count(*) from search").query(Integer.class).single())
                .isZero();
    }

    @Test
    void aConfiguredDataSetCanBeNamed() {
        Answer answer = client().postYaml(
                        "/api/searches",
                        """
                        baseline: efficientnet-b0
                        resolution: 64
                        strategy: {kind: simplex, divisions: 1}
                        dataset: {name: birds}
                        """);

        assertThat(answer.status()).describedAs(answer.body()).isEqualTo(201);
        assertThat(client().get("/api/datasets").body()).contains("birds");
    }

    @Test
    void aNetworkWithOtherClassesThanTheDataIsRefusedNamingBoth() {
        Answer answer = client().postYaml(
                        "/api/searches",
                        """
                        baseline:
                          resolution: 16
                          classes: 11
                          stem: {channels: 8}
                          stages: [{operator: convolution, channels: 8}]
                          head: 16
                        dataset: {name: mnist}
                        """);

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("detail").asString()).contains("11").contains("10");
    }

    @Test
    void moreTrialsThanAllowedAreRefused() {
        Answer answer = client().postYaml(
                        "/api/searches",
                        """
                        baseline: efficientnet-b0
                        strategy: {kind: simplex, divisions: 185}
                        dataset: {name: cifar-10}
                        seeds: [1, 2, 3, 4, 5]
                        """);

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("field").asString()).isEqualTo("number of trials");
    }

    @Test
    void whatIsNoNumberIsNamedWithItsLine() {
        Answer answer = client().postYaml("/api/searches", SMALL.replace("divisions: 1", "divisions: 1, target: .nan"));

        assertProblem(answer, 400, "INVALID_VALUE");
        assertThat(answer.json().path("line").asInt()).isEqualTo(4);
    }

    @Test
    void tenThousandCandidatesAreStoredInAFewSeconds() {
        long start = System.nanoTime();

        long id = submit(
                """
                baseline: efficientnet-b0
                resolution: 600
                strategy: {kind: simplex, divisions: 300}
                dataset: {name: cifar-10}
                """);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        JsonNode page =
                client().get("/api/searches/" + id + "/candidates?size=1000").json();
        assertThat(page.path("items").size()).isEqualTo(1_000);
        assertThat(page.path("total").asInt())
                .isEqualTo(search(id).path("candidates").asInt())
                .isGreaterThan(10_000);
    }
}
