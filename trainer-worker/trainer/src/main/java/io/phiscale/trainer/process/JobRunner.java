package io.phiscale.trainer.process;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.engine.DeviceShare;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.loop.EventSink;
import io.phiscale.trainer.loop.NanoClock;
import io.phiscale.trainer.loop.StopSignal;
import io.phiscale.trainer.loop.Training;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the job, does it, and lets nothing escape but events. */
record JobRunner(Function<DeviceShare, TrainingEngine> engine, List<String> arguments, EventSink events) {

    /**
     * @param input the job in its first line, then commands, until it ends
     * @param endAtOnce called on another thread where there is nothing to wait for: standard input has ended, or a stop
     *     came before training began
     */
    @SuppressWarnings("CatchingUnchecked")
    Ending run(BufferedReader input, Consumer<Ending> endAtOnce) {
        UntilTheLast ordered = new UntilTheLast(events);
        StopSignal stop = new StopSignal();
        Commands commands = new Commands(() -> {
            if (stop.raise()) {
                endAtOnce.accept(ordered.endWith(new TrainerEvent.Stopped()));
            }
        });
        try {
            Options options = Options.parse(arguments);
            TrainingEngine loaded = options.limited(engine.apply(options.device()));
            OpenedAhead dataSets = new OpenedAhead(options.catalog()::open);
            options.expected().ifPresent(dataSets::open);
            TrainingJob job = readJob(input);
            ParentWatch.start(input, commands::take, () -> endAtOnce.accept(Ending.AGENT_GONE));
            new Training(loaded, dataSets, options.checkpoints(), ordered, NanoClock.SYSTEM).run(job, stop);
            // Unless it was done: then this comes too late.
            return ordered.endWith(new TrainerEvent.Stopped());
        } catch (Throwable thrown) {
            // Errors too: the coordinator has to hear of a lack of memory, or of a missing native library.
            thrown.printStackTrace();
            return ordered.endWith(Failure.of(thrown));
        }
    }

    private static TrainingJob readJob(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new EOFException("standard input ended before a job came");
        }
        return ProtocolJson.MAPPER.readValue(line, TrainingJob.class);
    }
}
