package io.phiscale.search.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.PhiscaleService;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.Http;
import io.phiscale.search.fixture.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two coordinators on one database are one. */
class TwoCoordinatorsIT extends CoordinatorTest {
    private static final int WORKERS_EACH = 3;

    @Test
    void shareASearchWithoutTrainingAnythingTwice() throws Exception {
        try (ConfigurableApplicationContext second = start()) {
            Http other = Http.to(
                    Integer.parseInt(String.valueOf(second.getEnvironment().getProperty("local.server.port"))));
            long id = submit(SMALL.replace("divisions: 2", "divisions: 6") + "seeds: [1, 2, 3]\n");
            int total = search(id).path("progress").path("total").asInt();

            assertThat(workAtBoth(other)).isEqualTo(total);

            JsonNode done = await(id, "DONE");
            assertThat(done.path("progress").path("finished").asInt()).isEqualTo(total);
            assertThat(count("select count(*) from trial_result")).isEqualTo(total);
            assertThat(count("select count(*) from attempt")).isEqualTo(total);
            assertThat(count("select count(*) from selection")).isEqualTo(1);
            assertThat(other.get("/api/searches/" + id + "/ladder").expect(200))
                    .isEqualTo(http().get("/api/searches/" + id + "/ladder").expect(200));
        }
        assertThat(count("select count(distinct left(worker, 4)) from attempt"))
                .as("coordinators that served")
                .isEqualTo(2);
    }

    @Test
    void aTrialThatOneGaveOutCanBeFinishedAtTheOther() {
        try (ConfigurableApplicationContext second = start()) {
            Http other = Http.to(
                    Integer.parseInt(String.valueOf(second.getEnvironment().getProperty("local.server.port"))));
            submit(TINY);
            var claim = worker("wanderer").claimed();

            FakeWorker.at(other, "wanderer").result(claim, 0.5);

            assertThat(trial(claim.trial()).path("state").asString()).isEqualTo("DONE");
        }
    }

    private int workAtBoth(Http other) throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int number = 0; number < WORKERS_EACH; number++) {
            FakeWorker here = worker("here " + number);
            FakeWorker there = FakeWorker.at(other, "there " + number);
            work.add(() -> here.work(claim -> 0.5));
            work.add(() -> there.work(claim -> 0.5));
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            int finished = 0;
            for (Future<Integer> one : threads.invokeAll(work)) {
                finished += one.get();
            }
            return finished;
        } finally {
            threads.shutdownNow();
        }
    }

    private static ConfigurableApplicationContext start() {
        List<String> arguments = new ArrayList<>(TestDatabase.arguments());
        arguments.addAll(List.of("--server.port=0", "--db-scheduler.polling-interval=100ms"));
        return new SpringApplicationBuilder(PhiscaleService.class).run(arguments.toArray(String[]::new));
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
