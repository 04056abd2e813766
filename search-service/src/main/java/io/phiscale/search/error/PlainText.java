package io.phiscale.search.error;

/** Text that PostgreSQL can store: it knows no zero character, which JSON and addresses can spell. */
public final class PlainText {
    private PlainText() {}

    /** @throws ApiException where there is a zero character in it */
    public static String require(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw ApiException.invalid(field, text.replace('\0', '?'), "text without zero characters");
        }
        return text;
    }
}
