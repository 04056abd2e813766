package io.phiscale.scaling.candidate;

import io.phiscale.scaling.validation.InvalidValueException;

/** Both ends belong to the range; each is at least 1. */
public record Range(double least, double most) {
    public Range {
        if (!(least >= 1 && most >= least && most <= 100)) {
            throw new InvalidValueException(
                    "range", least + ":" + most, "two numbers from 1 to 100, the smaller one first, such as 1:1.5");
        }
    }

    /** Written as {@code 1:1.5}, or as one number for a range of just that. */
    public static Range parse(String text) {
        String[] ends = text.trim().split(":", -1);
        if (ends.length > 2) {
            throw new InvalidValueException("range", text, "two numbers from 1 to 100, such as 1:1.5");
        }
        try {
            return new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1]));
        } catch (NumberFormatException notNumbers) {
            throw new InvalidValueException("range", text, "two numbers from 1 to 100, such as 1:1.5");
        }
    }

    @Override
    public String toString() {
        return least + ":" + most;
    }
}
