package io.phiscale.trainer.loop;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.checkpoint.CheckpointReader;
import io.phiscale.trainer.checkpoint.CheckpointSettings;
import io.phiscale.trainer.checkpoint.CheckpointWriter;
import io.phiscale.trainer.checkpoint.Identity;
import io.phiscale.trainer.checkpoint.Progress;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.pipeline.TrainingData;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/** Does one job from its data, or from a checkpoint, to its result. Emits everything but failures, which it throws. */
public final class Training {
    private final TrainingEngine engine;
    private final Function<String, DataSet> dataSets;
    private final CheckpointSettings settings;
    private final EventSink events;
    private final NanoClock clock;

    /** @param dataSets opens a data set by its name */
    public Training(
            TrainingEngine engine,
            Function<String, DataSet> dataSets,
            CheckpointSettings settings,
            EventSink events,
            NanoClock clock) {
        this.engine = engine;
        this.dataSets = dataSets;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param stop where it is raised before training begins, nothing is emitted at all: whoever raised it knows
     * @throws TrainingException where data are missing or unreadable, or the network is not the one that was counted
     * @throws io.phiscale.scaling.validation.InvalidValueException where network, recipe and data do not fit
     */
    public void run(TrainingJob job, StopSignal stop) {
        checkParameters("the coordinator counted", job.parameters(), job);
        int decoded = Math.max(job.data().sourceResolution(), job.architecture().resolution());
        DataSet data = dataSets.apply(job.data().name()).decodedAt(decoded);
        // The other half is for the JVM and for engines that keep their numbers on its heap.
        long memory = Runtime.getRuntime().maxMemory() / 2;
        try (TrainingData images = TrainingData.prepare(data, job, memory, engine.imageMemory())) {
            Identity identity =
                    Identity.of(engine.name(), job, data, images.training().size());
            Beginning beginning = begin(job, images, identity);
            try (TrainableNetwork network = beginning.network()) {
                checkParameters("the engine built", network.parameters(), job);
                if (stop.begin()) {
                    Session session = new Session(job, images, network, events, clock);
                    train(session, beginning.progress(), identity, stop)
                            .map(outcome ->
                                    outcome.withProvenance(new Provenance(engine, network, data, job).facts(images)))
                            .ifPresentOrElse(
                                    result -> events.emit(new TrainerEvent.Done(result)),
                                    () -> events.emit(new TrainerEvent.Stopped()));
                }
            }
        }
    }

    private Beginning begin(TrainingJob job, TrainingData images, Identity identity) {
        NetworkPlan plan = new NetworkPlan(
                job.architecture(),
                job.recipe().optimizer(),
                job.recipe().regularization(),
                job.seed(),
                job.numerics());
        CheckpointReader reader = new CheckpointReader(identity, job.recipe().epochs(), images.stepsPerEpoch());
        return settings.resume()
                .filter(Files::exists)
                .map(checkpoint -> Beginning.from(checkpoint, reader, engine, plan))
                .orElseGet(() -> Beginning.anew(engine, plan));
    }

    /** @return nothing where it was stopped */
    private Optional<Outcome> train(Session session, Progress from, Identity identity, StopSignal stop) {
        Workload workload = Workload.of(session.job(), session.data());
        events.emit(new TrainerEvent.Started(session.network().parameters(), workload.fraction(from)));
        Optional<CheckpointWriter> writer = settings.workFolder().map(folder -> new CheckpointWriter(folder, identity));
        Checkpoints checkpoints = new Checkpoints(session, workload, writer, settings.interval(), from);
        ProgressMeter meter = new ProgressMeter(events, clock, workload, workload.done(from));
        return new Epochs(session, new Course(clock, from), meter, checkpoints, stop).run();
    }

    /** One of the two counts is wrong, and so would be every comparison of costs. */
    private static void checkParameters(String who, long parameters, TrainingJob job) {
        long counted = job.architecture().cost().parameters();
        if (parameters != counted) {
            throw new TrainingException(
                    ErrorCode.NETWORK_MISMATCH,
                    "The network should have %d parameters, but %s %d.".formatted(counted, who, parameters));
        }
    }
}
