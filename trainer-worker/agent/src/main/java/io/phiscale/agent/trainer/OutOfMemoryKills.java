package io.phiscale.agent.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many processes the Linux kernel has killed for lack of memory. A kill by it and one by a person look the same to
 * whoever started the process; this tells them apart.
 *
 * @param counters files of names and numbers, of which the first that has {@code oom_kill} counts
 */
record OutOfMemoryKills(List<Path> counters) {
    private static final String NAME = "oom_kill ";

    /** Of this process's own control group, as in a container; else of the whole machine. */
    static OutOfMemoryKills onThisMachine() {
        return new OutOfMemoryKills(List.of(ownGroup().resolve("memory.events"), Path.of("/proc/vmstat")));
    }

    private static Path ownGroup() {
        Path groups = Path.of("/sys/fs/cgroup");
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/cgroup"))) {
            return lines.filter(line -> line.startsWith("0::/"))
                    .map(line -> groups.resolve(line.substring("0::/".length())))
                    .findFirst()
                    .orElse(groups);
        } catch (IOException noControlGroups) {
            return groups;
        }
    }

    /** @return 0 where the system does not tell */
    long count() {
        return counters.stream()
                .filter(Files::isReadable)
                .flatMap(OutOfMemoryKills::read)
                .findFirst()
                .orElse(0L);
    }

    private static Stream<Long> read(Path counters) {
        try {
            return Files.readAllLines(counters).stream()
                    .filter(line -> line.startsWith(NAME))
                    .map(line -> Long.valueOf(line.substring(NAME.length()).trim()));
        } catch (IOException gone) {
            return Stream.empty();
        }
    }
}
