package io.phiscale.trainer.dataset.source;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a response into a file, and ends the transfer as soon as there is more of it than expected. */
final class LimitedBody implements BodySubscriber<Path> {
    private final BodySubscriber<Path> file;
    private final long most;
    private long received;
    private boolean ended;
    private Flow.@Nullable Subscription subscription;

    /** @param most bytes that are taken */
    LimitedBody(Path target, long most) {
        this.file = BodySubscribers.ofFile(target);
        this.most = most;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return file.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        file.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (ended) {
            return;
        }
        received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (received > most && subscription != null) {
            subscription.cancel();
            onError(new IOException("there is more than %d bytes of it".formatted(most)));
        } else {
            file.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        ended = true;
        file.onError(thrown);
    }

    @Override
    public void onComplete() {
        if (!ended) {
            file.onComplete();
        }
    }
}
