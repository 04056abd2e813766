package io.phiscale.specification;

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
