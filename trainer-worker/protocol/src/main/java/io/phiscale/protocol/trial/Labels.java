package io.phiscale.protocol.trial;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import java.util.regex.Pattern;

/** What a worker has and a search may ask for, such as a kind of GPU. */
public final class Labels {
    private static final int MOST = 20;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private Labels() {}

    /**
     * @param field what users call them
     * @return the labels, each once
     * @throws InvalidValueException where there are too many, or one is no label
     */
    public static List<String> check(String field, List<String> labels) {
        if (labels.size() > MOST) {
            throw new InvalidValueException(field, labels.size() + " labels", "at most " + MOST);
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new InvalidValueException(field, label, "1 to 100 letters, digits and . _ -");
            }
        }
        return labels.stream().distinct().toList();
    }
}
