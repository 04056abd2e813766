package io.phiscale.search.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.search.fixture.FakeWorker;
import io.phiscale.search.fixture.RaceTest;
import io.phiscale.search.search.Searches;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A search that is tried again between the moment at which it is found to be over and that at which it is locked. */
class CompletionRaceIT extends RaceTest {
    @Autowired
    private Measured measured;

    @Autowired
    private Searches searches;

    /** Whoever reads searches through this stops over each, after its statement has begun and before the row is locked. */
    @BeforeEach
    void slowDown() {
        jdbc.sql("create schema slow").update();
        jdbc.sql(
                        """
                        create function slow.pause() returns boolean language plpgsql as $$ begin
                            perform pg_advisory_xact_lock_shared(4711); return true; end $$
                        """)
                .update();
        jdbc.sql("create view slow.search as select * from public.search where slow.pause()")
                .update();
    }

    @AfterEach
    void speedUp() {
        jdbc.sql("drop schema slow cascade").update();
    }

    @Test
    void isNotCompletedWithATrialInTheQueue() {
        long id = submit(TINY);
        FakeWorker worker = worker("one");
        worker.fail(worker.claimed(), ErrorCode.DATA_NOT_FOUND);
        Claim last = worker.claimed();
        worker.work(claim -> 0.5);

        boolean ready = meanwhile(
                () -> {
                    jdbc.sql("select pg_advisory_xact_lock(4711)::text").query().singleValue();
                    searches.retryFailed(id);
                    // As long as nobody sees that, the search is over now.
                    worker.result(last, 0.5);
                },
                () -> isReady(id));

        assertThat(ready).isFalse();
        assertThat(worker.work(claim -> 0.9)).isEqualTo(1);
        assertThat(await(id, "DONE").path("bestTop1").asDouble()).isEqualTo(0.9);
    }

    private boolean isReady(long search) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("set local search_path = slow, public").update();
            return measured.lock(search) && measured.isOver(search);
        }));
    }
}
