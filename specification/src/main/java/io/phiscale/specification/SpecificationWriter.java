package io.phiscale.specification;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes searches as users would. */
public final class SpecificationWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private SpecificationWriter() {}

    /**
     * A document in YAML that {@link SpecificationReader} makes the same search of, whatever is the default by then and
     * wherever it runs: what was left to the data set and to the coordinator is written out.
     */
    public static String write(SearchPlan plan) {
        return write(SearchDocument.of(plan));
    }

    static String write(SearchDocument document) {
        return MAPPER.writeValueAsString(document);
    }
}
