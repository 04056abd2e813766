package io.phiscale.search.export;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of comma-separated values (RFC 4180). */
final class CsvLine {
    private static final String STARTS_OF_FORMULAS = "=+-@\t\r\n＝＋－＠";

    private CsvLine() {}

    static String of(List<? extends @Nullable Object> values) {
        return values.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null || (value instanceof Double number && number.isNaN())) {
            return "";
        }
        if (!(value instanceof String text)) {
            return value.toString();
        }
        // Error messages and names of workers come from other machines; whoever opens the file trusts it.
        String harmless = !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
