package io.phiscale.specification;

import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads YAML, of which JSON is a part, strictly: whatever is not understood is an error with its line. */
final class DocumentReader {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .withCoercionConfig(
                    LogicalType.Enum, enums -> enums.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
            .build();

    private DocumentReader() {}

    /** @throws SpecificationSyntaxException where the text is no such document */
    static <T> T read(String text, Class<T> type) {
        try {
            T document = MAPPER.readValue(text, type);
            if (document == null) {
                throw new SpecificationSyntaxException("the document is empty", 1, null, null);
            }
            return document;
        } catch (UnrecognizedPropertyException unknown) {
            String known = String.join(", ", sorted(unknown.getKnownPropertyIds()));
            String message = "there is no key %s; allowed here: %s".formatted(path(unknown), known);
            int line = lineOfKey(text, unknown.getPropertyName(), lineOf(unknown));
            throw new SpecificationSyntaxException(message, line, path(unknown), unknown);
        } catch (MismatchedInputException mismatch) {
            throw syntax(mismatchMessage(mismatch), mismatch);
        } catch (DatabindException other) {
            throw syntax("this is not understood at " + path(other), other);
        } catch (JacksonException broken) {
            throw new SpecificationSyntaxException(
                    firstLine(broken.getOriginalMessage()), lineOf(broken), null, broken);
        }
    }

    /** @param keys that the document has, with their values */
    static <T> T convert(Map<String, Object> keys, Class<T> type) {
        return MAPPER.convertValue(keys, type);
    }

    private static String mismatchMessage(MismatchedInputException mismatch) {
        String path = path(mismatch);
        Class<?> target = mismatch.getTargetType();
        if (target != null && target.isEnum()) {
            String allowed = List.of(target.getEnumConstants()).stream()
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return "%s is not one of: %s".formatted(path, allowed);
        }
        String expected = target == null ? "something else" : inWords(target);
        return path.isEmpty()
                ? "expected a mapping of keys to values"
                : "%s is not what belongs here; expected: %s".formatted(path, expected);
    }

    private static String inWords(Class<?> target) {
        if (target == Integer.class || target == Long.class || target == int.class || target == long.class) {
            return "a whole number";
        }
        if (target == Double.class || target == double.class) {
            return "a number";
        }
        if (target == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(target)) {
            return "a list";
        }
        return target == String.class ? "text" : "a mapping of keys to values";
    }

    private static SpecificationSyntaxException syntax(String message, DatabindException cause) {
        return new SpecificationSyntaxException(message, lineOf(cause), path(cause), cause);
    }

    private static String path(DatabindException failed) {
        StringBuilder path = new StringBuilder();
        for (var step : failed.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static int lineOf(JacksonException failed) {
        // An exception's own location is the end of the token, which may be lines after what it complains about.
        TokenStreamLocation location =
                failed.processor() instanceof JsonParser parser ? parser.currentTokenLocation() : failed.getLocation();
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }

    /** The parser stands at a key's value by the time that it finds the key unknown: the key itself is above. */
    private static int lineOfKey(String text, String key, int lineOfValue) {
        List<String> lines = text.lines().toList();
        for (int line = Math.min(lineOfValue, lines.size()); line >= 1; line--) {
            if (lines.get(line - 1).contains(key)) {
                return line;
            }
        }
        return lineOfValue;
    }

    private static List<String> sorted(Collection<Object> names) {
        return names.stream().map(String::valueOf).sorted().toList();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("this is no YAML").replaceAll(" ?\\(?java\\.[\\w.]+\\)?:?", "");
    }
}
