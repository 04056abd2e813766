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

/** Tries again as another strategy does, but for content of which too much was read to send it a second time. */
final class RetryFromStart implements RetryStrategy {
    // A request cannot bring a strategy of its own; but the client does all of it on its caller's thread.
    private static final ThreadLocal<RewindableStream> SENT = new ThreadLocal<>();

    private final RetryStrategy retries;

    RetryFromStart(RetryStrategy retries) {
        this.retries = retries;
    }

    <T> T send(RewindableStream content, Supplier<T> request) {
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
        RewindableStream content = SENT.get();
        if (content != null && !content.canRewind()) {
            throw new TokenAcquisitionFailedException(
                    "too much of the content was read to send it again", request.token(), request.failure());
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
