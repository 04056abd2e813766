package io.phiscale.trainer.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of this process, native memory included. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK_RESIDENT = "VmHWM:";

    private ProcessMemory() {}

    /** @return the most that it has had at any time, in bytes; where the system does not tell (it is not Linux), the JVM's heap, which is less than all */
    public static long peak() {
        return bytes(PEAK_RESIDENT);
    }

    /** @return what it has now, in bytes; where the system does not tell, as above */
    public static long resident() {
        return bytes(RESIDENT);
    }

    private static long bytes(String what) {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(what))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kibibytes -> 1024 * Long.parseLong(kibibytes))
                    .findFirst()
                    .orElseGet(ProcessMemory::heap);
        } catch (IOException notLinux) {
            return heap();
        }
    }

    private static long heap() {
        return Runtime.getRuntime().totalMemory();
    }
}
