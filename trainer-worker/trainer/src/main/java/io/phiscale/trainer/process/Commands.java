package io.phiscale.trainer.process;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerCommand;
import tools.jackson.core.JacksonException;

/** Does what the agent says after the job. */
record Commands(Runnable whenToStop) {
    private static final System.Logger LOG = System.getLogger(Commands.class.getName());

    /** @param line a command as JSON; what is none is ignored, because the agent may be newer */
    void take(String line) {
        try {
            if (ProtocolJson.MAPPER.readValue(line, TrainerCommand.class) == TrainerCommand.STOP) {
                whenToStop.run();
                return;
            }
        } catch (JacksonException unknown) {
            // Said below.
        }
        LOG.log(System.Logger.Level.WARNING, "Ignored on standard input: {0}", line);
    }
}
