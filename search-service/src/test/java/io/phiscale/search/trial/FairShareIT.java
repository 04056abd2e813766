package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import io.phiscale.search.fixture.FakeWorker;
import org.junit.jupiter.api.Test;

/** Searches of one priority share the workers. */
class FairShareIT extends CoordinatorTest {

    @Test
    void twoSearchesOfOnePriorityTakeTurns() {
        long first = submit(TINY);
        long second = submit(TINY);
        FakeWorker worker = worker("one");

        assertThat(searchOfNext(worker)).isEqualTo(first);
        assertThat(searchOfNext(worker)).isEqualTo(second);
        assertThat(searchOfNext(worker)).isEqualTo(first);
        assertThat(searchOfNext(worker)).isEqualTo(second);
    }

    @Test
    void aSmallSearchNeedNotWaitForALargeOne() {
        long large = submit(TINY + "seeds: [1, 2, 3, 4, 5]\n");
        FakeWorker worker = worker("one");
        for (int busy = 0; busy < 4; busy++) {
            assertThat(searchOfNext(worker)).isEqualTo(large);
        }

        long small = submit(TINY.replace("name: small", "name: late"));

        for (int trial = 0; trial < 3; trial++) {
            assertThat(searchOfNext(worker)).isEqualTo(small);
        }
        assertThat(searchOfNext(worker)).as("nothing is left of the small one").isEqualTo(large);
    }

    @Test
    void aTrialThatEndedIsNoLongerCountedAsAShare() {
        long first = submit(TINY);
        long second = submit(TINY);
        FakeWorker worker = worker("one");
        var ended = worker.claimed();
        assertThat(trial(ended.trial()).path("search").asLong()).isEqualTo(first);
        assertThat(searchOfNext(worker)).isEqualTo(second);

        worker.result(ended, 0.5);

        assertThat(searchOfNext(worker)).isEqualTo(first);
    }

    private long searchOfNext(FakeWorker worker) {
        return trial(worker.claimed().trial()).path("search").asLong();
    }
}
