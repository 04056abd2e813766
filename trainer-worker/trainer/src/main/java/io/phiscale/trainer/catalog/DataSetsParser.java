package io.phiscale.trainer.catalog;

import io.phiscale.scaling.validation.InvalidValueException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the configuration file token by token: only so are all complaints in our own words, and stands the parser at
 * the line that each is about.
 */
record DataSetsParser(JsonParser tokens) {
    private static final String WHOLE_FILE = "the file";

    /**
     * In the file's order.
     *
     * @throws InvalidValueException for anything out of place
     * @throws tools.jackson.core.JacksonException where this is no YAML
     */
    Map<String, ConfiguredEntry> entries() {
        Map<String, ConfiguredEntry> entries = new LinkedHashMap<>();
        if (tokens.nextToken() == null) {
            // Comments alone are no document.
            return entries;
        }
        require(JsonToken.START_OBJECT, WHOLE_FILE, "names of data sets, each with " + ConfiguredEntry.KEYS);
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = tokens.currentName();
            requireNew(!entries.containsKey(name), name);
            entries.put(name, entry(name));
        }
        if (tokens.nextToken() != null) {
            throw new InvalidValueException(WHOLE_FILE, "more than one document", "one, without --- in between");
        }
        return entries;
    }

    private ConfiguredEntry entry(String name) {
        tokens.nextToken();
        require(JsonToken.START_OBJECT, name, "a mapping of " + ConfiguredEntry.KEYS);
        Map<String, Boolean> seen = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        String folder = null;
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = tokens.currentName();
            if (!ConfiguredEntry.KEYS.contains(key)) {
                throw new InvalidValueException(name + "." + key, "unknown", "the keys " + ConfiguredEntry.KEYS);
            }
            requireNew(seen.put(key, true) == null, name + "." + key);
            boolean given = tokens.nextToken() != JsonToken.VALUE_NULL;
            if (given && key.equals(ConfiguredEntry.FOLDER)) {
                folder = text(name + "." + key);
            } else if (given) {
                numbers.put(key, wholeNumber(name + "." + key));
            }
        }
        return new ConfiguredEntry(folder, numbers);
    }

    private String text(String field) {
        if (!isScalar()) {
            throw new InvalidValueException(field, given(), "a path");
        }
        return tokens.getString();
    }

    private int wholeNumber(String field) {
        if (tokens.currentToken() != JsonToken.VALUE_NUMBER_INT
                || tokens.getNumberType() != JsonParser.NumberType.INT) {
            throw new InvalidValueException(field, given(), "a whole number of at most " + Integer.MAX_VALUE);
        }
        return tokens.getIntValue();
    }

    private void require(JsonToken expected, String field, String allowed) {
        if (tokens.currentToken() != expected) {
            throw new InvalidValueException(field, given(), allowed);
        }
    }

    private static void requireNew(boolean isNew, String field) {
        if (!isNew) {
            throw new InvalidValueException(field, "there twice", "once");
        }
    }

    private boolean isScalar() {
        @Nullable JsonToken token = tokens.currentToken();
        return token != null && token.isScalarValue();
    }

    private String given() {
        if (tokens.currentToken() == JsonToken.VALUE_NULL) {
            return "empty";
        }
        if (isScalar()) {
            return tokens.getString();
        }
        return tokens.currentToken() == JsonToken.START_ARRAY ? "a list" : "a mapping";
    }
}
