package io.phiscale.trainer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.phiscale.trainer.engine.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class BatchSequenceTests {
    private static final Executor AT_ONCE = Runnable::run;

    private final List<Integer> made = new ArrayList<>();

    @Test
    void soManyBatchesAreMadeAheadAndNoMore() {
        BatchSequence<Batch> sequence = new BatchSequence<>(0, 4, 2, this::make, AT_ONCE);
        assertThat(made).containsExactly(0, 1);

        assertThat(sequence.next().labels()).containsExactly(0);

        assertThat(made).containsExactly(0, 1, 2);
    }

    @Test
    void oneBatchIsMadeAheadAndNoMore() {
        BatchSequence<Batch> sequence = new BatchSequence<>(0, 3, 1, this::make, AT_ONCE);
        assertThat(made).containsExactly(0);

        assertThat(sequence.next().labels()).containsExactly(0);

        assertThat(made).containsExactly(0, 1);
    }

    @Test
    void whatComesBeforeTheFirstIsNeverMade() {
        BatchSequence<Batch> sequence = new BatchSequence<>(2, 3, 1, this::make, AT_ONCE);

        assertThat(sequence.next().labels()).containsExactly(2);

        assertThat(sequence.hasNext()).isFalse();
        assertThat(made).containsExactly(2);
    }

    @Test
    void nothingIsMadeAfterTheLast() {
        BatchSequence<Batch> sequence = new BatchSequence<>(0, 2, 1, this::make, AT_ONCE);
        sequence.next();
        sequence.next();

        assertThat(sequence.hasNext()).isFalse();
        assertThat(made).containsExactly(0, 1);
        assertThatThrownBy(sequence::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anEmptySequenceMakesNothing() {
        assertThat(new BatchSequence<>(0, 0, 1, this::make, AT_ONCE).hasNext()).isFalse();
        assertThat(made).isEmpty();
    }

    @Test
    void batchesAreMadeOnTheExecutor() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        BatchSequence<Batch> sequence = new BatchSequence<>(0, 2, 1, this::make, tasks::add);
        assertThat(made).isEmpty();

        tasks.remove().run();

        assertThat(sequence.next().labels()).containsExactly(0);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void whatTheMakerThrowsComesOutAsItIs() {
        OutOfMemoryError error = new OutOfMemoryError("no room");
        BatchSequence<Batch> sequence = new BatchSequence<>(
                0,
                1,
                1,
                number -> {
                    throw error;
                },
                AT_ONCE);

        assertThatThrownBy(sequence::next).isSameAs(error);
    }

    private Batch make(int number) {
        made.add(number);
        return new Batch(1, 1, 1, new float[1], new int[] {number});
    }
}
