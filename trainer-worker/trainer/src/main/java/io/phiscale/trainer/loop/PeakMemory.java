package io.phiscale.trainer.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that this process has had at any time, native memory included. */
public final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT = "VmHWM:";

    private PeakMemory() {}

    /** @return bytes; where the system does not tell (it is not Linux), the JVM's heap, which is less than all */
    public static long bytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK_RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> 1024 * Long.parseLong(kibibytes))
                    .findFirst()
                    .orElseGet(PeakMemory::heap);
        } catch (IOException notLinux) {
            return heap();
        }
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory();
    }
}
