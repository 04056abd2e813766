package io.phiscale.search.configuration;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database that cannot be reached, or lets us not in, is one sentence, not a stack trace. */
class ConnectionFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    /** Classes of SQL states: connection exception, invalid authorization, invalid catalog name. */
    private static final String NO_CONNECTION = "(08|28|3D).*";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return state.matches(NO_CONNECTION)
                ? new FailureAnalysis(
                        "the database cannot be used: %s. Check phiscale.database.url, .user and .password"
                                .formatted(cause.getMessage()),
                        null,
                        cause)
                : null;
    }
}
