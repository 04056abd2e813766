package io.phiscale.trainer.dataset.source;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs them for real, without a shell, for at most so many seconds each. */
record SystemCommands(long seconds) implements Commands {

    @Override
    public void run(Path directory, String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("%s took more than %d seconds".formatted(command[0], seconds));
            }
        } finally {
            // A package manager works through programs of its own, which would go on without it.
            List<ProcessHandle> helpers = process.descendants().toList();
            process.destroyForcibly();
            helpers.forEach(ProcessHandle::destroyForcibly);
        }
        if (process.exitValue() != 0) {
            throw new IOException("%s failed: %s".formatted(command[0], lastLine(log)));
        }
    }

    private static String lastLine(Path log) throws IOException {
        // Programs speak the system's language, but an encoding that does not fit must not hide what they say.
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }
}
