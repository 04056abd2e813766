package io.phiscale.specification;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.validation.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * A baseline, and what the user insists on.
 *
 * @param classes null where the data set may decide
 * @param channels of the images; null where the data set may decide
 */
public record BaselineChoice(Baseline baseline, @Nullable Integer classes, @Nullable Integer channels) {

    static BaselineChoice of(Baseline builtIn) {
        return new BaselineChoice(builtIn, null, null);
    }

    BaselineChoice at(int resolution) {
        return new BaselineChoice(baseline.at(resolution), classes, channels);
    }

    /**
     * The baseline with the data set's classes and image channels.
     *
     * @throws InvalidValueException where the network insists on others
     */
    public Baseline forData(DataSetFacts data) {
        check("baseline.classes", classes, data.classes(), data);
        check("baseline.channels", channels, data.channels(), data);
        return baseline.forImages(data.channels(), data.classes());
    }

    private static void check(String field, @Nullable Integer given, int actual, DataSetFacts data) {
        if (given != null && given != actual) {
            throw new InvalidValueException(
                    field, given, "%d, as data set %s has (or leave it out)".formatted(actual, data.name()));
        }
    }
}
