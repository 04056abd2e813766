package io.phiscale.specification;

import io.phiscale.scaling.validation.InvalidValueException;

/** Reads what users write, in YAML or JSON. */
public final class SpecificationReader {
    private SpecificationReader() {}

    /**
     * @throws SpecificationSyntaxException where the text is no search; it names the line
     * @throws InvalidValueException where a value is not allowed; it names the field
     */
    public static SearchSpecification readSearch(String text) {
        return DocumentReader.read(text, SearchDocument.class).specification();
    }

    /**
     * A network of the user's own.
     *
     * @throws SpecificationSyntaxException where the text is no network; it names the line
     * @throws InvalidValueException where a value is not allowed; it names the field
     */
    public static BaselineChoice readBaseline(String text) {
        return DocumentReader.read(text, NetworkDocument.class).choice();
    }
}
