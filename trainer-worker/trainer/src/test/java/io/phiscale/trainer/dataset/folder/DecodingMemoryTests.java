package io.phiscale.trainer.dataset.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecodingMemoryTests {
    private final DecodingMemory memory = new DecodingMemory(10 << 10);

    @Test
    void whoWantsMoreThanIsLeftWaitsUntilItIsGivenBack() throws Exception {
        memory.take(6 << 10);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> memory.take(5 << 10));
        while (!memory.isWaitedFor()) {
            Thread.onSpinWait();
        }
        assertThat(other).isNotDone();

        memory.giveBack(6 << 10);

        other.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatIsLeftIsThereAtOnce() {
        memory.take(6 << 10);
        memory.take(4 << 10);

        assertThat(memory.isWaitedFor()).isFalse();
    }
}
