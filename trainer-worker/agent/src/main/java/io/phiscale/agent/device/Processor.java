package io.phiscale.agent.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This machine's processor. */
final class Processor {
    private static final Path FACTS = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";

    private Processor() {}

    /** @return such as {@code AMD EPYC 9R14}; where the system does not tell (it is not Linux), the kind of its instructions */
    static String name() {
        try (Stream<String> lines = Files.lines(FACTS)) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(Processor::kind);
        } catch (IOException notLinux) {
            return kind();
        }
    }

    private static String kind() {
        return System.getProperty("os.arch");
    }
}
