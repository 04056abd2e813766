package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CancellationIT extends CoordinatorTest {

    @Test
    void cancellingStopsTheWorkersAndKeepsTheResults() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        Claim finished = worker.claimed();
        worker.result(finished, 0.5);
        Claim running = worker.claimed();

        JsonNode cancelled = http().post("/api/searches/" + id + "/cancel").expect(200);

        assertThat(cancelled.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("endedAt").isNull()).isFalse();
        assertThat(worker.heartbeat(running, 0.5)).isEqualTo(Command.STOP);
        assertThat(worker.result(running, 0.9)).isEqualTo(Command.STOP);
        assertThat(worker.claim()).isEmpty();
        assertThat(trial(finished.trial()).path("top1").asDouble()).isEqualTo(0.5);
        assertThat(trial(running.trial()).path("state").asString()).isEqualTo("CANCELLED");
        assertThat(http().get("/api/trials/" + running.trial() + "/attempts")
                        .expect(200)
                        .get(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(search(id).path("bestTop1").asDouble()).isEqualTo(0.5);
    }

    @Test
    void aSearchThatIsOverCannotBeCancelled() {
        long id = submit(TINY);
        worker("one").work(claim -> 0.5);
        await(id, "DONE");

        JsonNode problem = http().post("/api/searches/" + id + "/cancel").problem(409);

        assertThat(problem.path("code").asString()).isEqualTo("WRONG_STATE");
        assertThat(problem.path("detail").asString()).contains("DONE");
        assertThat(search(id).path("state").asString()).isEqualTo("DONE");
        assertThat(http().get("/api/searches/" + id + "/trials?state=CANCELLED")
                        .expect(200)
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void onlyASearchThatIsOverCanBeRemoved() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.epoch(worker.claimed(), 1, 0.5);
        String path = "/api/searches/" + id;
        http().send("DELETE", path, BodyPublishers.noBody()).problem(409);

        http().post(path + "/cancel").expect(200);

        assertThat(http().send("DELETE", path, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        http().get(path).problem(404);
        for (String table : List.of("candidate", "trial", "attempt", "trial_epoch")) {
            assertThat(jdbc.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    /** One statement for all of them could take longer than a connection waits for an answer. */
    @Test
    void theEpochsOfALargeSearchAreRemovedAHundredTrialsAtATime() {
        String seeds = IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        long id = submit(TINY + "seeds: [%s]\n".formatted(seeds));
        String path = "/api/searches/" + id;
        http().post(path + "/cancel").expect(200);
        jdbc.sql(
                        """
                        insert into trial_epoch
                        select trial.id, 1, epoch, 0.1, 2, 2, 0.5, 1, 1, 1 from trial, generate_series(1, 3) as epoch
                        """)
                .update();
        jdbc.sql("create table removal (epochs bigint)").update();
        jdbc.sql(
                        """
                        create function note_removal() returns trigger language plpgsql as
                        'begin insert into removal select count(*) from gone; return null; end'
                        """)
                .update();
        jdbc.sql(
                        """
                        create trigger removal after delete on trial_epoch
                        referencing old table as gone for each statement execute function note_removal()
                        """)
                .update();
        try {
            assertThat(http().send("DELETE", path, BodyPublishers.noBody()).status())
                    .isEqualTo(204);

            assertThat(jdbc.sql("select epochs from removal where epochs > 0")
                            .query(Integer.class)
                            .list())
                    .containsExactly(300, 300, 300);
        } finally {
            jdbc.sql("drop function note_removal cascade").update();
            jdbc.sql("drop table removal").update();
        }
    }

    @Test
    void aSearchThatDoesNotExistCannotBeCancelled() {
        http().post("/api/searches/4711/cancel").problem(404);
    }
}
