package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MedianStoppingIT extends CoordinatorTest {
    private static final String WATCHED =
            SMALL.replace("epochs: 2", "epochs: 4") + "budget: {medianAfter: 0.5, rungs: [4], mostSeeds: %d}\n";

    @Test
    void whoIsBelowTheMedianOfTheOthersIsEnded() {
        long id = submit(WATCHED.formatted(1));
        FakeWorker worker = worker("one");
        List<Claim> claims = claims(worker, 5);
        double[] top1 = {0.9, 0.8, 0.7};
        for (int ahead = 0; ahead < top1.length; ahead++) {
            assertThat(worker.epoch(claims.get(ahead), 1, top1[ahead])).isEqualTo(Command.CONTINUE);
            assertThat(worker.epoch(claims.get(ahead), 2, top1[ahead])).isEqualTo(Command.CONTINUE);
        }
        Claim behind = claims.get(3);

        assertThat(worker.epoch(behind, 1, 0.1)).as("too early").isEqualTo(Command.CONTINUE);
        assertThat(worker.epoch(behind, 2, 0.1)).isEqualTo(Command.STOP);
        assertThat(worker.epoch(claims.get(4), 2, 0.75))
                .as("above the median of 0.9, 0.8, 0.7 and 0.1")
                .isEqualTo(Command.CONTINUE);

        assertThat(trial(behind.trial()).path("state").asString()).isEqualTo("STOPPED");
        assertThat(worker.result(behind, 0.99)).isEqualTo(Command.STOP);
        claims.remove(behind);
        claims.forEach(claim -> worker.result(claim, 0.9));
        worker.work(claim -> 0.6);
        await(id, "DONE");
        List<JsonNode> candidates = new ArrayList<>(http().get("/api/searches/" + id + "/candidates?sort=rank,asc")
                .expect(200)
                .path("items")
                .values());
        assertThat(candidates).hasSize(6);
        JsonNode last = candidates.get(5);
        assertThat(last.path("state").asString()).isEqualTo("STOPPED");
        assertThat(last.path("rank").isNull()).isTrue();
        assertThat(http().get("/searches/" + id + "/report").body())
                .contains("1 training was ended on the way, below the median of the others")
                .as("five of 4 epochs and one of 2, of 128 images each")
                .contains("5 trainings came to a result, and 1 ended on the way, with 2,816 images");
    }

    @Test
    void theLastEpochIsNeverTooLate() {
        submit(WATCHED.formatted(1));
        FakeWorker worker = worker("one");
        List<Claim> claims = claims(worker, 4);
        claims.subList(0, 3).forEach(claim -> worker.epoch(claim, 4, 0.9));

        assertThat(worker.epoch(claims.get(3), 4, 0.1)).isEqualTo(Command.CONTINUE);
    }

    @Test
    void furtherSeedsAreTrainedToTheEnd() {
        long id = submit(WATCHED.formatted(2));
        FakeWorker worker = worker("one");
        worker.work(claim -> 0.5);
        // All alike, so that all are to have another seed.
        Awaitility.await().until(() -> search(id).path("progress").path("total").asInt() > 6);
        Claim further = worker.claimed();
        assertThat(further.job().seed()).isEqualTo(2);
        jdbc.sql(
                        """
                insert into trial_epoch (trial_id, token, epoch, learning_rate, training_loss, validation_loss,
                                         validation_top1, validation_top5, seconds, images_per_second)
                select id, token, 2, 0, 0, 0, 0.5, 0.5, 1, 1 from trial where search_id = ? and state = 'DONE'
                """)
                .param(id)
                .update();

        assertThat(worker.epoch(further, 2, 0.1)).isEqualTo(Command.CONTINUE);
    }

    @Test
    void ofSeveralSeedsNoneIsEnded() {
        assertThat(http().postYaml("/api/searches", WATCHED.formatted(2) + "seeds: [1, 2]\n")
                        .problem(400)
                        .path("field")
                        .asString())
                .isEqualTo("budget.medianAfter");
    }

    @Test
    void withoutTheRuleNobodyIsEnded() {
        submit(SMALL.replace("epochs: 2", "epochs: 4"));
        FakeWorker worker = worker("one");
        List<Claim> claims = claims(worker, 4);
        claims.subList(0, 3).forEach(claim -> worker.epoch(claim, 2, 0.9));

        assertThat(worker.epoch(claims.get(3), 2, 0.1)).isEqualTo(Command.CONTINUE);
    }

    private static List<Claim> claims(FakeWorker worker, int count) {
        List<Claim> claims = new ArrayList<>();
        while (claims.size() < count) {
            claims.add(worker.claimed());
        }
        return claims;
    }
}
