package io.phiscale.search.background;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database's time. A coordinator whose own clock is an hour fast would put every task off for an hour, as the others
 * see it; and if it died, nobody would do them until then. Between two looks at the database, the steady clock counts.
 */
@Component
class DatabaseClock implements Clock {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private volatile @Nullable Reading last;

    DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Reading(Instant time, long nanoTime) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - nanoTime);
        }
    }

    @Override
    public Instant now() {
        Reading known = last;
        if (known == null || known.age().compareTo(BETWEEN_LOOKS) > 0) {
            known = read(known);
            last = known;
        }
        return known.time().plus(known.age());
    }

    private Reading read(@Nullable Reading known) {
        try {
            OffsetDateTime time = jdbc.sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single();
            return new Reading(time.toInstant(), System.nanoTime());
        } catch (DataAccessException away) {
            if (known == null) {
                throw away;
            }
            LOG.debug("the database's time is not to be had now; the last reading has to do", away);
            return new Reading(known.time().plus(known.age()), System.nanoTime());
        }
    }
}
