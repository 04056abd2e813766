package io.phiscale.trainer.process;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainingJob;
import io.phiscale.trainer.catalog.DataSetCatalog;
import io.phiscale.trainer.engine.TrainingEngine;
import io.phiscale.trainer.loop.EventSink;
import io.phiscale.trainer.loop.NanoClock;
import io.phiscale.trainer.loop.Training;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Reads the job, does it, and lets nothing escape but events. */
record JobRunner(Supplier<TrainingEngine> engine, List<String> arguments, EventSink events) {

    /**
     * @param input the job in its first line; nothing more is expected, but its end
     * @param whenInputEnds called on another thread
     * @return whether the job was done
     */
    @SuppressWarnings("CatchingUnchecked")
    boolean run(BufferedReader input, Runnable whenInputEnds) {
        try {
            Options options = Options.parse(arguments);
            TrainingJob job = readJob(input);
            ParentWatch.start(input, whenInputEnds);
            DataSetCatalog catalog = options.catalog();
            new Training(engine.get(), catalog::open, events, NanoClock.SYSTEM).run(job);
            return true;
        } catch (Throwable thrown) {
            // Errors too: the coordinator has to hear of a lack of memory, or of a missing native library.
            thrown.printStackTrace();
            events.emit(Failure.of(thrown));
            return false;
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
