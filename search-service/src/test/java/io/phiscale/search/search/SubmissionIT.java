package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SubmissionIT extends CoordinatorTest {

    @Test
    void theTextIsKeptToTheLetter() {
        String text = TINY + "# α means depth\n";

        String location = http().postYaml("/api/searches", text).header("Location");

        assertThat(http().get(location + "/specification").body()).isEqualTo(text);
    }

    @Test
    void aConfiguredDataSetCanBeNamed() {
        String yaml =
                """
                baseline: efficientnet-b0
                resolution: 64
                strategy: {kind: simplex, divisions: 1}
                dataset: {name: birds}
                """;

        http().postYaml("/api/searches", yaml).expect(201);

        assertThat(http().get("/api/datasets").body()).contains("birds");
    }

    @Test
    void aSubmittedSearchIsStoredWithItsCandidatesAndQueuesTheirTrials() {
        Reply reply = http().postYaml("/api/searches", SMALL.replace("shapes", "fashion-mnist"));

        JsonNode search = reply.expect(201);
        long id = search.path("id").asLong();
        assertThat(reply.header("Location")).isEqualTo("/api/searches/" + id);
        assertThat(search.path("state").asString()).isEqualTo("QUEUED");
        assertThat(search.path("baseline").asString()).isEqualTo("mbconv-nano");
        assertThat(search.path("coefficients").asInt()).isEqualTo(6);
        assertThat(search.path("warnings").toString()).contains("28 px", "One seed");
        JsonNode candidates = http().get("/api/searches/" + id + "/candidates").expect(200);
        JsonNode trials = http().get("/api/searches/" + id + "/trials").expect(200);
        assertThat(candidates.path("total").asInt())
                .isPositive()
                .isEqualTo(search.path("candidates").asInt());
        assertThat(trials.path("total").asInt())
                .isEqualTo(candidates.path("total").asInt());
        assertThat(trials.path("items"))
                .allMatch(trial -> trial.path("state").asString().equals("QUEUED"));
        int aliases = 0;
        for (JsonNode candidate : candidates.path("items")) {
            aliases += candidate.path("aliases").size();
        }
        assertThat(aliases).isEqualTo(6);
    }

    @Test
    void networksOfEqualCostAreQueuedAndTheSearchSaysOfHowMany() {
        JsonNode search = http().postYaml(
                        "/api/searches",
                        """
                        baseline: mbconv-nano
                        strategy: {kind: realised, costs: [multiply-adds, memory], band: 0.1, candidates: 4}
                        rounding: {depth: nearest, resolutionMultiple: 2, resolutionCap: 40}
                        controls: false
                        dataset: {name: fashion-mnist}
                        """)
                .expect(201);

        assertThat(search.path("candidates").asInt()).isEqualTo(4);
        assertThat(search.path("warnings").toString()).contains("4 of the ", "that cost what was asked for");
        JsonNode candidates = http().get("/api/searches/" + search.path("id").asLong() + "/candidates")
                .expect(200);
        assertThat(candidates.path("items")).hasSize(4).allSatisfy(candidate -> {
            assertThat(candidate.path("costRatio").asDouble()).isBetween(1.8, 2.2);
            assertThat(candidate.path("aliases")).isNotEmpty();
        });
    }

    @Test
    void aBandThatNoNetworkMeetsIsRefusedWithTheNearest() {
        JsonNode problem = http().postYaml(
                        "/api/searches",
                        """
                        baseline: mbconv-nano
                        strategy: {kind: realised, band: 0}
                        dataset: {name: shapes}
                        """)
                .expect(400);

        assertThat(problem.path("field").asString()).isEqualTo("strategy.band");
        assertThat(problem.path("allowed").asString()).contains("the network nearest to 2 times has");
    }

    @Test
    void jsonAndPlainTextAreReadToo() {
        String json = "{\"baseline\": \"mbconv-nano\", \"strategy\": {\"kind\": \"simplex\", \"divisions\": 1},"
                + " \"dataset\": {\"name\": \"shapes\"}, \"seeds\": [7, 8], \"controls\": false}";
        JsonNode fromJson = http().postJson("/api/searches", json).expect(201);
        JsonNode fromText = http().with("Content-Type", "text/plain")
                .send("POST", "/api/searches", BodyPublishers.ofString(TINY))
                .expect(201);

        long id = fromJson.path("id").asLong();
        assertThat(http().get("/api/searches/" + id + "/trials")
                        .expect(200)
                        .path("total")
                        .asInt())
                .isEqualTo(2 * fromJson.path("candidates").asInt());
        assertThat(http().get("/api/searches/" + id + "/specification").body()).isEqualTo(json);
        assertThat(fromText.path("name").asString()).isEqualTo("small");
    }
}
