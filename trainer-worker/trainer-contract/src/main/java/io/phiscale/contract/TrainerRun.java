package io.phiscale.contract;

import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.protocol.trainer.TrainerCommand;
import io.phiscale.protocol.trainer.TrainerEvent;
import io.phiscale.protocol.trainer.TrainingJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One training in a process of its own, started as an agent starts it: from the application folder. */
public record TrainerRun(int exitCode, List<TrainerEvent> events) {

    public static TrainerRun of(
            TrainerProgram program, TrainingJob job, Path dataFolder, int threads, String... options)
            throws IOException, InterruptedException {
        return of(program, job, dataFolder, threads, event -> false, options);
    }

    /** @param stopAfter the event after which it is told to stop */
    static TrainerRun of(
            TrainerProgram program,
            TrainingJob job,
            Path dataFolder,
            int threads,
            Predicate<TrainerEvent> stopAfter,
            String... options)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        program.folder() + "/*",
                        program.mainClass(),
                        "--data-folder",
                        dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        List<String> command = new ArrayList<>(builder.command());
        command.addAll(List.of(options));
        builder.command(command);
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        // Threads that spin while they wait cost tenfold where cores are short.
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        // A second pool of threads in the same process.
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        // Both stay open to the end: a trainer whose standard input ends takes its agent for dead.
        try (Writer input = process.outputWriter();
                BufferedReader output = process.inputReader()) {
            input.write(ProtocolJson.MAPPER.writeValueAsString(job) + "\n");
            input.flush();
            List<TrainerEvent> events = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                TrainerEvent event = ProtocolJson.MAPPER.readValue(line, TrainerEvent.class);
                events.add(event);
                if (stopAfter.test(event)) {
                    input.write(ProtocolJson.MAPPER.writeValueAsString(TrainerCommand.STOP) + "\n");
                    input.flush();
                }
            }
            return new TrainerRun(process.waitFor(), events);
        }
    }

    public <E extends TrainerEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public <E extends TrainerEvent> E only(Class<E> kind) {
        return all(kind).get(0);
    }

    public <E extends TrainerEvent> E last(Class<E> kind) {
        List<E> all = all(kind);
        return all.get(all.size() - 1);
    }
}
