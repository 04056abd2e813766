package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.CoordinatorTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ManyDeadLeasesIT extends CoordinatorTest {
    private static final int SEEDS = 70;
    private static final int TRIALS = 3 * SEEDS;

    @Test
    void whatAWholeClusterLeftIsTakenBackAtOnceHoweverMuchItIs() {
        String seeds =
                IntStream.rangeClosed(1, SEEDS).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        submit(TINY + "seeds: [" + seeds + "]\n");
        for (int trial = 0; trial < TRIALS; trial++) {
            worker("cluster").claimed();
        }

        jdbc.sql("update trial set lease_until = clock_timestamp() - interval '1 second', heard = true")
                .update();

        // More than the reaper takes at a time, but no more than the coordinator's background work does.
        Awaitility.await().until(() -> count("select count(*) from trial where state = 'QUEUED'") == TRIALS);
        assertThat(count("select count(*) from attempt where outcome = 'EXPIRED'"))
                .isEqualTo(TRIALS);
        assertThat(count("select count(*) from trial where losses = 1 and attempts = 0"))
                .isEqualTo(TRIALS);
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
