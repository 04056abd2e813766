package io.phiscale.specification;

import com.fasterxml.jackson.annotation.JsonValue;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.Baseline;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A built-in baseline's name, or a whole network. */
@JsonDeserialize(using = BaselineDocument.Deserializer.class)
record BaselineDocument(@Nullable String name, @Nullable NetworkDocument network) {

    /** By its name where it is a built-in one at some resolution, or else in full. */
    static BaselineDocument of(Baseline baseline) {
        return isBuiltIn(baseline)
                ? new BaselineDocument(baseline.name(), null)
                : new BaselineDocument(null, NetworkDocument.of(baseline));
    }

    private static boolean isBuiltIn(Baseline baseline) {
        Architecture architecture = baseline.architecture();
        return BuiltInBaselines.names().contains(baseline.name())
                && BuiltInBaselines.named(baseline.name())
                        .at(architecture.resolution())
                        .forImages(architecture.inputChannels(), architecture.classes())
                        .equals(baseline);
    }

    /** As a document holds it. */
    @JsonValue
    @Nullable
    Object written() {
        return network == null ? name : network;
    }

    BaselineChoice choice() {
        if (network != null) {
            return network.choice();
        }
        return BaselineChoice.of(BuiltInBaselines.named(Given.or(name, "")));
    }

    static final class Deserializer extends ValueDeserializer<BaselineDocument> {
        @Override
        public BaselineDocument deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return new BaselineDocument(parser.getString(), null);
            }
            return new BaselineDocument(null, context.readValue(parser, NetworkDocument.class));
        }
    }
}
