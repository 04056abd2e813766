package io.phiscale.search.error;

import java.sql.SQLException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What says that the database is busy or away, and nothing about what was asked of it. */
public final class DatabaseAway {
    /** PostgreSQL's appendix A: connections, resources, an operator's intervention (such as a shutdown), the system itself. */
    private static final String CLASSES = "08|53|57|58";

    private DatabaseAway() {}

    /** @return whether the same may well succeed a little later */
    public static boolean isWhy(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    // A connection that ends within a transaction cannot even be rolled back, which is all that is then
                    // told.
                    || cause instanceof TransactionException
                    || (cause instanceof SQLException sql && isAway(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && state.length() == 5 && state.substring(0, 2).matches(CLASSES);
    }
}
