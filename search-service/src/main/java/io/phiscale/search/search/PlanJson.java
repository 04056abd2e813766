package io.phiscale.search.search;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.phiscale.protocol.json.ProtocolJson;
import io.phiscale.scaling.candidate.CandidateStrategy;
import io.phiscale.scaling.candidate.Grid;
import io.phiscale.scaling.candidate.Listed;
import io.phiscale.scaling.candidate.Realised;
import io.phiscale.scaling.candidate.Simplex;
import tools.jackson.databind.json.JsonMapper;

/** How plans are written and read: as all records are, and strategies with their kind. */
public final class PlanJson {
    public static final JsonMapper MAPPER = ProtocolJson.MAPPER
            .rebuild()
            .addMixIn(CandidateStrategy.class, Kinds.class)
            .build();

    private PlanJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Grid.class, name = "grid"),
        @JsonSubTypes.Type(value = Listed.class, name = "listed"),
        @JsonSubTypes.Type(value = Simplex.class, name = "simplex"),
        @JsonSubTypes.Type(value = Realised.class, name = "realised")
    })
    private interface Kinds {}
}
