package io.phiscale.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trainer.TrialResult;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.SoftmaxRegression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTests {
    @Test
    void aNetworkLearnsShapes() {
        List<TrainerEvent> events = events(Jobs.shapes(6, 1024, 7));

        TrialResult result = result(events);
        assertThat(result.diverged()).isFalse();
        assertThat(result.epochs()).isEqualTo(6);
        assertThat(result.validation().top1()).isGreaterThan(0.6);
        assertThat(result.test().top1()).isGreaterThan(0.6);
    }

    private static TrialResult result(List<TrainerEvent> events) {
        return ((TrainerEvent.Done) events.get(events.size() - 1)).result();
    }

    private static List<TrainerEvent> events(TrainingJob job) {
        List<TrainerEvent> events = new ArrayList<>();
        new Training(new SoftmaxRegression(), name -> new Shapes(), events::add, NanoClock.SYSTEM).run(job);
        return events;
    }
}
