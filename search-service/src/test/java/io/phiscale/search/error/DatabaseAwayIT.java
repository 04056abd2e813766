package io.phiscale.search.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.phiscale.search.fixture.CoordinatorTest;
import jakarta.persistence.EntityManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** However a statement comes to PostgreSQL, and whoever turns its errors into exceptions. */
class DatabaseAwayIT extends CoordinatorTest {
    /** Ends its own connection, as PostgreSQL does with all when it is stopped. */
    private static final String END = "select pg_terminate_backend(pg_backend_pid())";

    private static final String WRONG = "select 1 / (select count(*) from trial where false)";

    @Autowired
    private EntityManager entities;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aConnectionThatEndsIsTheDatabasesTrouble() {
        assertAway(true, () -> jdbc(END));
        assertAway(true, () -> hibernate(END));
    }

    @Test
    void soItIsWithinATransactionThatCannotBeRolledBackThen() {
        assertAway(true, () -> transaction.executeWithoutResult(status -> jdbc(END)));
        assertAway(true, () -> transaction.executeWithoutResult(status -> hibernate(END)));
    }

    @Test
    void aStatementThatCannotBeExecutedIsItsOwnTrouble() {
        assertAway(false, () -> jdbc(WRONG));
        assertAway(false, () -> hibernate(WRONG));
        assertAway(false, () -> transaction.executeWithoutResult(status -> hibernate(WRONG)));
    }

    private Object jdbc(String sql) {
        return jdbc.sql(sql).query().singleRow();
    }

    private Object hibernate(String sql) {
        return entities.createNativeQuery(sql).getSingleResult();
    }

    private static void assertAway(boolean away, ThrowingCallable statement) {
        Throwable failure = catchThrowable(statement);
        assertThat(failure).isNotNull().matches(thrown -> DatabaseAway.isWhy(thrown) == away, "away: " + away);
    }
}
