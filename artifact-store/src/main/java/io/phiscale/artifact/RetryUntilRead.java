package io.phiscale.artifact;

import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Tries again as another strategy does, but not to send content of which a part was read: a stream cannot be sent a
 * second time. A connection that the server closed long ago is noticed before, and costs no upload.
 */
final class RetryUntilRead implements RetryStrategy {
    private final RetryStrategy retries;
    // A request cannot bring a strategy of its own; but the client does all of it on its caller's thread.
    private static final ThreadLocal<MeasuredStream> SENT = new ThreadLocal<>();

    RetryUntilRead(RetryStrategy retries) {
        this.retries = retries;
    }

    <T> T send(MeasuredStream content, Supplier<T> request) {
        SENT.set(content);
        try {
            return request.get();
        } finally {
            SENT.remove();
        }
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return retries.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        MeasuredStream content = SENT.get();
        if (content != null && !content.isUntouched()) {
            throw new TokenAcquisitionFailedException(
                    "part of the content was read", request.token(), request.failure());
        }
        return retries.refreshRetryToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return retries.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return retries.maxAttempts();
    }

    /** The defaults would come by a copy, which is not of this class. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return retries.toBuilder();
    }
}
