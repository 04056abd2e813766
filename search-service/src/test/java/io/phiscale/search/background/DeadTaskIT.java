package io.phiscale.search.background;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.phiscale.search.fixture.CoordinatorTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DeadTaskIT extends CoordinatorTest {
    @Autowired
    private List<RecurringTask<Void>> tasks;

    @Test
    void whatACoordinatorDiedInIsDoneAnewByTheSchedulersClock() {
        // As the scheduler tells it, whatever this machine's clock says.
        Instant found = Instant.parse("2001-02-03T04:05:06Z");
        assertThat(tasks).hasSizeGreaterThan(5).allSatisfy(task -> {
            Execution execution = new Execution(found, task.instance("recurring"));
            Recorder recorder = new Recorder(execution);

            task.getDeadExecutionHandler()
                    .deadExecution(ExecutionComplete.failure(execution, found, found, null), recorder);

            assertThat(recorder.times).as(task.getName()).containsExactly(found);
        });
    }

    @NullUnmarked // it has no repository to write to
    private static final class Recorder extends ExecutionOperations<Void> {
        private final List<Instant> times = new ArrayList<>();

        Recorder(Execution execution) {
            super(null, null, execution);
        }

        @Override
        public void reschedule(ExecutionComplete completed, Instant nextExecutionTime) {
            times.add(nextExecutionTime);
        }
    }
}
