package io.phiscale.scaling.validation;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Checks that return the value they checked, or throw {@link InvalidValueException}. */
public final class Require {
    private Require() {}

    public static int between(String field, int value, int least, int most) {
        return (int) between(field, (long) value, (long) least, (long) most);
    }

    public static long between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValueException(field, value, "a whole number from %d to %d".formatted(least, most));
        }
        return value;
    }

    public static Duration between(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValueException(field, value, "from %s to %s".formatted(least, most));
        }
        return value;
    }

    /** NaN and infinities are never between anything. */
    public static double between(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InvalidValueException(
                    field, value, "a number from %s to %s".formatted(plain(least), plain(most)));
        }
        return value;
    }

    public static double positive(String field, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new InvalidValueException(field, value, "a number above 0");
        }
        return value;
    }

    public static String notBlank(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidValueException(field, "empty", "a name");
        }
        return value;
    }

    /** @return whether each is larger than the one before, and the first at least so large */
    public static boolean rises(List<Integer> numbers, int least) {
        return IntStream.range(0, numbers.size())
                .allMatch(next -> numbers.get(next) > (next == 0 ? least - 1 : numbers.get(next - 1)));
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
