package io.phiscale.search.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FollowUpIT extends CoordinatorTest {
    private static final String CONTROLLED = TINY.replace("controls: false\n", "");

    @Test
    void aCheckSaysWhetherTheRankingHolds() {
        long id = finished(submit(CONTROLLED));
        Reply specification = http().get("/api/searches/" + id + "/follow-up?kind=check&phi=2");
        assertThat(specification.status()).isEqualTo(200);
        assertThat(specification.body()).contains("kind: listed", "phi: 2.0", "follows: " + id);

        long check = submit(specification.body());
        assertThat(search(check).path("follows").asLong()).isEqualTo(id);
        assertThat(followUps(id).get(0).path("words").asString()).isEmpty();
        finished(check);

        JsonNode followUp = followUps(id).get(0);
        assertThat(followUp.path("search").asLong()).isEqualTo(check);
        assertThat(followUp.path("phi").asDouble()).isEqualTo(2);
        assertThat(followUp.path("words").asString()).contains("From best to worst, it was ", " at φ = 2. ");
        // The follow-up goes on by itself where the first search is removed.
        assertThat(http().send("DELETE", "/api/searches/" + id, BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
        assertThat(search(check).path("follows").isNull()).isTrue();
    }

    @Test
    void aRefinedSearchSaysWhatTheFirstAnswerWas() {
        long id = finished(submit(CONTROLLED));

        long refined = finished(submit(http().get("/api/searches/" + id + "/follow-up?kind=refine&phi=1.5")
                .body()));

        assertThat(search(refined).path("name").asString()).isEqualTo("small: refined at φ = 1.5");
        assertThat(followUps(id).get(0).path("words").asString())
                .startsWith("Around φ = 1.5, α ")
                .contains("is chosen; the first answer was α ");
    }

    @Test
    void whatCannotBeFollowedUpIsRefused() {
        long id = submit(TINY);

        assertThat(http().get("/api/searches/" + id + "/follow-up?kind=check&phi=2")
                        .problem(409)
                        .path("detail")
                        .asString())
                .contains("is QUEUED: it has no answer that could be followed up");
        assertThat(http().get("/api/searches/" + id + "/follow-up?kind=repeat&phi=2")
                        .problem(400)
                        .path("allowed")
                        .asString())
                .isEqualTo("check or refine");
        http().get("/api/searches/4711/follow-up?kind=check&phi=2").problem(404);
        assertThat(http().postYaml("/api/searches", TINY + "follows: 4711\n")
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("follows");
    }

    private long finished(long id) {
        FakeWorker worker = worker("one");
        Awaitility.await().until(() -> {
            worker.work(claim -> 0.5 + 0.001 * (claim.job().seed() * claim.trial() % 7));
            return search(id).path("state").asString().equals("DONE");
        });
        return id;
    }

    private JsonNode followUps(long id) {
        return http().get("/api/searches/" + id + "/follow-ups").expect(200);
    }
}
