package io.phiscale.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Device;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.trial.ClaimRequest;
import io.phiscale.search.fixture.RaceTest;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How PostgreSQL finds the next trial: a plan that is right for ten trials may be wrong for a million. */
class ClaimPlanIT extends RaceTest {
    private static final int CLAIMS = 10;
    private static final String QUEUE = "trial_queue";

    @Autowired
    private TrialClaims claims;

    /** Where most trials are queued, an index of all of them looks as good, but leads through all that have ended. */
    @Test
    void aClaimReadsNoTrialsThatHaveEnded() {
        submit(TINY);
        jdbc.sql(
                        """
                        insert into trial (search_id, candidate_id, seed, required_memory)
                        select search_id, candidate_id, seed + number, required_memory
                        from trial, generate_series(1, 20000) as number
                        """)
                .update();
        jdbc.sql("vacuum analyze trial").update();
        // What is known of the table is from before.
        jdbc.sql("update trial set state = 'DONE' where id < (select min(id) + 1500 from trial)")
                .update();
        jdbc.sql("vacuum trial").update();

        transaction.executeWithoutResult(status -> {
            Map<String, Long> before = read();
            for (int claim = 0; claim < CLAIMS; claim++) {
                assertThat(claims.claim(
                                new ClaimRequest("one", Engines.ALL, Device.cpu(""), 1L << 40, 1, List.of(), 0)))
                        .isPresent();
            }
            Map<String, Long> after = read();
            assertThat(after.get(QUEUE)).isGreaterThan(before.get(QUEUE));
            after.forEach((relation, read) ->
                    assertThat(read - before.get(relation)).as(relation).isLessThan(10 * CLAIMS));
        });
    }

    /** Entries of the table and of its indexes that this connection has read. */
    private Map<String, Long> read() {
        Map<String, Long> read = new HashMap<>();
        jdbc.sql(
                        """
                        select oid::regclass::text as relation, pg_stat_get_xact_tuples_returned(oid) as entries
                        from pg_class
                        where oid = 'trial'::regclass
                           or oid in (select indexrelid from pg_index where indrelid = 'trial'::regclass)
                        """)
                .query((ResultSet row) -> {
                    read.put(row.getString("relation"), row.getLong("entries"));
                });
        return read;
    }
}
