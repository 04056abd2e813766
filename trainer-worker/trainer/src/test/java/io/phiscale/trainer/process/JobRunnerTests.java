package io.phiscale.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.engine.Precision;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.fake.Jobs;
import io.phiscale.trainer.fake.ScriptedEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobRunnerTests {
    private static final int JOB_LENGTH = 10_000;

    private final List<TrainerEvent> events = new ArrayList<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final PipedWriter agent = new PipedWriter();
    private final BufferedReader input = new BufferedReader(pipeFrom(agent));
    private List<Ending> endedEarly = List.of();

    @Test
    void aJobIsDoneWhileItsInputStaysOpen() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json())).isEqualTo(Ending.DONE);

        assertThat(events.get(events.size() - 1)).isInstanceOf(TrainerEvent.Done.class);
        assertThat(endedEarly).isEmpty();
    }

    @Test
    void theEndOfTheInputIsNoticed() throws Exception {
        run(() -> ScriptedEngine.withLoss(step -> 1), json());

        assertThat(endings.poll(30, TimeUnit.SECONDS)).isEqualTo(Ending.AGENT_GONE);
    }

    @Test
    void anEngineThatRunsOutOfMemoryEndsInFailed() throws Exception {
        Supplier<TrainingEngine> greedy = () -> ScriptedEngine.withLoss(step -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(run(greedy, json())).isEqualTo(Ending.FAILED);
        assertThat(lastCode()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void aTrainingThatTakesMoreMemoryThanItMayEndsInFailed() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json(), "--memory", "1048576"))
                .isEqualTo(Ending.FAILED);
        assertThat(lastCode()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }

    @Test
    void aTrainingThatKeepsToItsMemoryIsDone() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json(), "--memory", "1099511627776"))
                .isEqualTo(Ending.DONE);
    }

    @Test
    void anEngineThatDoesNotEvenLoadEndsInFailed() throws Exception {
        Supplier<TrainingEngine> broken = () -> {
            throw new UnsatisfiedLinkError("no library");
        };

        assertThat(run(broken, json())).isEqualTo(Ending.FAILED);
        assertThat(lastCode()).isEqualTo(ErrorCode.UNEXPECTED);
    }

    @Test
    void aJobWithAValueThatIsNotAllowedSaysWhich() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json().replace("\"batchSize\":32", "\"batchSize\":0")))
                .isEqualTo(Ending.FAILED);

        assertThat(lastCode()).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(((TrainerEvent.Failed) events.get(0)).message()).contains("batchSize is 0");
    }

    @Test
    void whatIsNoJobEndsInFailed() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), "{\"not\": \"a job\""))
                .isEqualTo(Ending.FAILED);

        assertThat(lastCode()).isEqualTo(ErrorCode.UNEXPECTED);
    }

    @Test
    void wrongOptionsEndInFailed() throws Exception {
        assertThat(run(() -> ScriptedEngine.withLoss(step -> 1), json(), "--what", "ever"))
                .isEqualTo(Ending.FAILED);

        assertThat(lastCode()).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void aStopBeforeTrainingBeginsEndsTheProcessAtOnce() throws Exception {
        List<Ending> whilePreparing = new ArrayList<>();
        TrainingEngine slow = building(plan -> {
            say("\"STOP\"");
            whilePreparing.add(nextEnding());
            return ScriptedEngine.withLoss(step -> 1).build(plan);
        });

        assertThat(run(() -> slow, json())).isEqualTo(Ending.STOPPED);

        assertThat(whilePreparing).containsExactly(Ending.STOPPED);
        assertThat(events).containsExactly(new TrainerEvent.Stopped());
    }

    @Test
    void aFailureAfterAStopChangesNothing() throws Exception {
        TrainingEngine broken = building(plan -> {
            say("\"STOP\"");
            nextEnding();
            throw new UnsatisfiedLinkError("no library");
        });

        assertThat(run(() -> broken, json())).isEqualTo(Ending.STOPPED);
        assertThat(events).containsExactly(new TrainerEvent.Stopped());
    }

    @Test
    void aStopDuringTrainingIsHeardAmongLinesThatNobodyKnows() throws Exception {
        Supplier<TrainingEngine> engine = () -> ScriptedEngine.withLoss(step -> {
            if (step == 0) {
                say("\"DANCE\"\nno JSON\n\n\"STOP\"");
            }
            return 1;
        });

        assertThat(run(engine, ProtocolJson.MAPPER.writeValueAsString(Jobs.shapes(10_000, 64, 1))))
                .isEqualTo(Ending.STOPPED);

        assertThat(events.get(0)).isInstanceOf(TrainerEvent.Started.class);
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainerEvent.Stopped());
        assertThat(endedEarly).isEmpty();
    }

    @Test
    void anEngineIsLoadedBeforeItsJobComes() throws Exception {
        List<String> order = new ArrayList<>();
        Supplier<TrainingEngine> engine = () -> {
            order.add("loaded");
            return building(plan -> {
                order.add("built");
                return ScriptedEngine.withLoss(step -> 1).build(plan);
            });
        };

        assertThat(run(engine, "{\"not\": \"a job\"")).isEqualTo(Ending.FAILED);

        assertThat(order).containsExactly("loaded");
    }

    private static TrainingEngine building(Function<NetworkPlan, TrainableNetwork> build) {
        return new TrainingEngine() {
            @Override
            public String name() {
                return "scripted";
            }

            @Override
            public Map<String, String> provenance() {
                return Map.of();
            }

            @Override
            public TrainableNetwork build(NetworkPlan plan) {
                return build.apply(plan);
            }

            @Override
            public double matrixProduct(int size, Precision precision) {
                return 1;
            }
        };
    }

    private Ending run(Supplier<TrainingEngine> engine, String job, String... arguments) throws IOException {
        agent.write(job + "\n");
        Ending ending = new JobRunner(share -> engine.get(), List.of(arguments), events::add).run(input, endings::add);
        endedEarly = List.copyOf(endings);
        agent.close();
        return ending;
    }

    private void say(String lines) {
        try {
            agent.write(lines + "\n");
            agent.flush();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Ending nextEnding() {
        try {
            return Objects.requireNonNull(endings.poll(30, TimeUnit.SECONDS), "no ending");
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static PipedReader pipeFrom(PipedWriter writer) {
        try {
            return new PipedReader(writer, JOB_LENGTH);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ErrorCode lastCode() {
        return ((TrainerEvent.Failed) events.get(events.size() - 1)).code();
    }

    private static String json() {
        return ProtocolJson.MAPPER.writeValueAsString(Jobs.shapes(1, 64, 1));
    }
}
