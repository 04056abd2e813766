package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trial.Claim;
import io.phiscale.protocol.trial.Command;
import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Results that come at the same time. */
class ConcurrentResultsIT extends CoordinatorTest {

    @Test
    void seedsThatFinishAtOnceLoseNoResult() throws Exception {
        submit(TINY + "seeds: [1, 2, 3, 4, 5, 6, 7, 8]\n");
        FakeWorker worker = worker("one");
        List<Claim> claims = new ArrayList<>();
        for (Optional<Claim> claim = worker.claim(); claim.isPresent(); claim = worker.claim()) {
            claims.add(claim.get());
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Callable<Command>> results = new ArrayList<>();
        for (int trial = 0; trial < claims.size(); trial++) {
            Claim claim = claims.get(trial);
            double top1 = (trial + 1) / 100.0;
            results.add(() -> worker.result(claim, top1));
        }
        for (Future<Command> result : threads.invokeAll(results)) {
            assertThat(result.get()).isEqualTo(Command.CONTINUE);
        }
        threads.shutdown();
        assertThat(claims).hasSize(24);

        assertThat(jdbc.sql(
                                """
                                select count(*) from candidate c
                                where mean_top1 is null
                                   or abs(mean_top1 - (select avg(r.validation_top1) from trial_result r
                                                       join trial t on t.id = r.trial_id
                                                       where t.candidate_id = c.id)) > 1e-9
                                """)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
