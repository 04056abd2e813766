package io.phiscale.agent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * How much memory there is: of the machine, or less where a container limits it.
 *
 * @param machine as Linux tells it, such as {@code /proc/meminfo}
 * @param container the limit of the control group, such as {@code /sys/fs/cgroup/memory.max}
 */
public record MachineMemory(Path machine, Path container) {
    public static final MachineMemory OF_LINUX =
            new MachineMemory(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup/memory.max"));
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");
    private static final Pattern LIMIT = Pattern.compile("^(\\d{1,18})$", Pattern.MULTILINE);
    private static final int KIBIBYTE = 1_024;

    /** In bytes; empty where the system does not tell. */
    public OptionalLong bytes() {
        LongStream total = number(machine, TOTAL).stream().map(kibibytes -> kibibytes * KIBIBYTE);
        return LongStream.concat(total, number(container, LIMIT).stream()).min();
    }

    /** Where there is no limit, the file says "max". */
    private static OptionalLong number(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (IOException notTold) {
            return OptionalLong.empty();
        }
    }
}
