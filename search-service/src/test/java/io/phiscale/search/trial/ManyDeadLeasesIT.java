package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.search.fixture.RaceTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ManyDeadLeasesIT extends RaceTest {
    /** More than the reaper takes at a time. */
    private static final int SEEDS = 70;

    private static final int TRIALS = 3 * SEEDS;

    @Autowired
    private LeaseReaper reaper;

    @Test
    void whatAWholeClusterLeftIsTakenBackAtOnceHoweverMuchItIs() {
        String seeds =
                IntStream.rangeClosed(1, SEEDS).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        submit(TINY + "seeds: [" + seeds + "]\n");
        for (int trial = 0; trial < TRIALS; trial++) {
            worker("cluster").claimed();
        }

        // In one transaction: the coordinator's own background work sees none of these leases end.
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update trial set lease_until = clock_timestamp()").update();
            assertThat(reaper.reap()).isEqualTo(TRIALS);
        });

        assertThat(count("select count(*) from trial where state = 'QUEUED' and losses = 1 and attempts = 0"))
                .isEqualTo(TRIALS);
        assertThat(count("select count(*) from attempt where outcome = 'EXPIRED'"))
                .isEqualTo(TRIALS);
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
