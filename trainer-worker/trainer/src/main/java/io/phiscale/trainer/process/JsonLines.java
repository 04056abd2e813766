package io.phiscale.trainer.process;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.trainer.loop.EventSink;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes each event, or answer, as one line of JSON, at once. */
record JsonLines(PrintStream output) implements EventSink {

    @Override
    public void emit(TrainerEvent event) {
        write(event);
    }

    void write(Object value) {
        byte[] line = (ProtocolJson.MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        // One write, so that nothing comes between a value and the end of its line.
        output.write(line, 0, line.length);
        output.flush();
    }
}
