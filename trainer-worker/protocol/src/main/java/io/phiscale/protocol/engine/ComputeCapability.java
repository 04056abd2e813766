package io.phiscale.protocol.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generation of an NVIDIA GPU, which decides what machine code runs on it: 8.0 is an A100, 9.0 an H100 or H200. */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
    private static final Comparator<ComputeCapability> ORDER =
            Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

    /** @throws InvalidValueException for anything but two numbers with a point between them */
    @JsonCreator
    public static ComputeCapability of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException("compute capability", text, "two numbers such as 8.6");
        }
        return new ComputeCapability(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Machine code runs on the generation that it was made for, and on later ones of the same major number. */
    public boolean runsCodeFor(ComputeCapability made) {
        return major == made.major && minor >= made.minor;
    }

    @Override
    public int compareTo(ComputeCapability other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
