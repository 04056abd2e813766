package io.phiscale.search.error;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What says that the database is busy or away, and nothing about what was asked of it. */
public final class DatabaseAway {
    private DatabaseAway() {}

    /** @return whether the same may well succeed a little later */
    public static boolean isWhy(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException;
    }
}
