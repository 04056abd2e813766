package io.phiscale.search.error;

import java.util.Arrays;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/** What a parameter of a request takes, in words. */
final class ExpectedValues {
    private ExpectedValues() {}

    static String of(MethodParameter parameter) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        Class<?> value = type.hasGenerics() ? type.resolveGeneric(0) : type.resolve();
        if (value == double.class) {
            return "a number";
        }
        if (value == null || !value.isEnum()) {
            return "a whole number";
        }
        List<String> names =
                Arrays.stream(value.getEnumConstants()).map(String::valueOf).toList();
        return "one or more of " + String.join(", ", names);
    }
}
