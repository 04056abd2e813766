package io.phiscale.agent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * This machine's processor.
 *
 * @param facts as Linux tells them, such as {@code /proc/cpuinfo}
 */
public record Processor(Path facts) {
    public static final Processor OF_LINUX = new Processor(Path.of("/proc/cpuinfo"));
    /** What AMD's processors have had of it since 2022. */
    private static final List<String> AVX_512 = List.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

    /** @return such as {@code AMD EPYC 9R14}; where the system does not tell (it is not Linux), the kind of its instructions */
    public String name() {
        return fact("model name").orElseGet(() -> System.getProperty("os.arch"));
    }

    /** Whether it is one of AMD's that compute with 16 numbers of single precision at once. */
    public boolean isAmdWithAvx512() {
        if (!fact("vendor_id").equals(Optional.of("AuthenticAMD"))) {
            return false;
        }
        List<String> instructions = List.of(fact("flags").orElse("").split(" ", -1));
        return instructions.containsAll(AVX_512);
    }

    /** Of the first core. */
    private Optional<String> fact(String name) {
        try (Stream<String> lines = Files.lines(facts)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
