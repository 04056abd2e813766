package io.phiscale.trainer.loop;

import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.engine.NetworkPlan;
import io.phiscale.trainer.engine.TrainableNetwork;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.error.TrainingException;
import io.phiscale.trainer.pipeline.TrainingData;
import java.util.function.Function;

/** Does one job from its data to its result. Emits everything but failures, which it throws. */
public final class Training {
    private final TrainingEngine engine;
    private final Function<String, DataSet> dataSets;
    private final EventSink events;
    private final NanoClock clock;

    /** @param dataSets opens a data set by its name */
    public Training(TrainingEngine engine, Function<String, DataSet> dataSets, EventSink events, NanoClock clock) {
        this.engine = engine;
        this.dataSets = dataSets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws TrainingException where data are missing or unreadable, or the network is not the one that was counted
     * @throws io.phiscale.scaling.validation.InvalidValueException where network, recipe and data do not fit
     */
    public void run(TrainingJob job) {
        checkParameters("the coordinator counted", job.parameters(), job);
        DataSet data = dataSets.apply(job.data().name());
        // The other half is for the JVM and for engines that keep their numbers on its heap.
        long memory = Runtime.getRuntime().maxMemory() / 2;
        try (TrainingData images = TrainingData.prepare(data, job, memory);
                TrainableNetwork network = engine.build(plan(job))) {
            checkParameters("the engine built", network.parameters(), job);
            events.emit(new TrainerEvent.Started(network.parameters(), 0));
            Provenance provenance = new Provenance(engine, data, job);
            Epochs epochs = new Epochs(job, images, network, events, clock);
            events.emit(new TrainerEvent.Done(epochs.run().withProvenance(provenance.facts(images))));
        }
    }

    private static NetworkPlan plan(TrainingJob job) {
        return new NetworkPlan(
                job.architecture(), job.recipe().optimizer(), job.recipe().regularization(), job.seed());
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
