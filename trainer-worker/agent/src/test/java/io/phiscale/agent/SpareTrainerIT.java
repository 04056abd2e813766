package io.phiscale.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.agent.trainer.ScriptedTrainer;
import io.phiscale.agent.trainer.TrainerLauncher;
import io.phiscale.agent.trainer.WaitingTrainer;
import io.phiscale.protocol.dataset.DataSelection;
import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.protocol.trial.Claim;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpareTrainerIT {
    @TempDir
    private Path directory;

    private static final Duration KEPT = Duration.ofHours(1);

    private final List<String> started = new ArrayList<>();
    private final List<WaitingTrainer> trainers = new ArrayList<>();

    @AfterEach
    void endTrainers() {
        trainers.forEach(WaitingTrainer::discard);
    }

    @Test
    void theNextTrainerExpectsTheDataOfTheLast() {
        SpareTrainer spare = new SpareTrainer(running("read -r job"), KEPT);

        spare.prepare(claim());
        spare.prepare(claim());
        WaitingTrainer taken = spare.take("scripted");

        assertThat(started).containsExactly("scripted Optional[shapes]");
        assertThat(trainers).containsExactly(taken);
    }

    @Test
    void whatWasPreparedForAnotherEngineEnds() throws Exception {
        SpareTrainer spare = new SpareTrainer(running("read -r job"), KEPT);

        spare.prepare(claim());
        WaitingTrainer taken = spare.take("other");

        assertThat(started).containsExactly("scripted Optional[shapes]", "other Optional.empty");
        assertThat(taken).isSameAs(trainers.get(1));
        awaitEnd(trainers.get(0));
    }

    @Test
    void oneThatDiedWhileItWaitedIsReplaced() throws Exception {
        SpareTrainer spare = new SpareTrainer(running("exit 0"), KEPT);

        spare.prepare(claim());
        awaitEnd(trainers.get(0));

        assertThat(spare.take("scripted")).isSameAs(trainers.get(1));
    }

    @Test
    void whereThereIsNothingToDoItIsKeptForAWhile() {
        SpareTrainer spare = new SpareTrainer(running("read -r job"), KEPT);

        spare.prepare(claim());
        spare.nothingToDo();

        assertThat(spare.take("scripted")).isSameAs(trainers.get(0));
    }

    @Test
    void afterThatItEnds() throws Exception {
        SpareTrainer spare = new SpareTrainer(running("read -r job"), Duration.ZERO);

        spare.prepare(claim());
        spare.nothingToDo();

        awaitEnd(trainers.get(0));
    }

    private static void awaitEnd(WaitingTrainer trainer) throws InterruptedException {
        while (trainer.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private TrainerLauncher running(String script) {
        TrainerLauncher scripted = ScriptedTrainer.of(script, directory);
        return (engine, dataSet) -> {
            started.add(engine + " " + dataSet);
            WaitingTrainer trainer = scripted.start(engine, dataSet);
            trainers.add(trainer);
            return trainer;
        };
    }

    private static Claim claim() {
        var architecture = BuiltInBaselines.MBCONV_NANO.architecture();
        var job = new TrainingJob(architecture, Recipe.DEFAULT, new DataSelection("shapes", 8, 8, 1), 1, 1, 1);
        return new Claim(5, 17, "scripted", job, 60, null);
    }
}
