package io.phiscale.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.phiscale.protocol.recipe.Recipe;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.baseline.BuiltInBaselines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases hold networks and recipes as JSON. */
class StoredJsonTests {

    @Test
    void aNetworkFromBeforeThereWasAChoiceOfActivationIsTheSame() {
        String stored =
                """
                {"inputChannels": 1, "resolution": 28, "stem": {"kernel": 3, "stride": 2, "channels": 16},
                 "stages": [
                  {"operator": "MBCONV", "kernel": 3, "stride": 1, "expansion": 1, "squeezeRatio": 0.25, "channels": 16,
                   "layers": 1},
                  {"operator": "MBCONV", "kernel": 3, "stride": 2, "expansion": 3, "squeezeRatio": 0.25, "channels": 24,
                   "layers": 2},
                  {"operator": "MBCONV", "kernel": 3, "stride": 2, "expansion": 3, "squeezeRatio": 0.25, "channels": 40,
                   "layers": 3}],
                 "headChannels": 128, "classes": 10}
                """;

        assertThat(ProtocolJson.MAPPER.readValue(stored, Architecture.class))
                .isEqualTo(BuiltInBaselines.MBCONV_NANO.architecture());
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-b0", "mobilenet-v1", "resnet-50"})
    void aNetworkIsReadAsItWasWritten(String name) {
        Architecture architecture = BuiltInBaselines.named(name).architecture();

        assertThat(ProtocolJson.MAPPER.readValue(
                        ProtocolJson.MAPPER.writeValueAsString(architecture), Architecture.class))
                .isEqualTo(architecture);
    }

    @Test
    void aRecipeFromBeforeThereWereWeightAveragingAndRandAugmentHasNeither() {
        String stored =
                """
                {"epochs": 5, "batchSize": 64,
                 "optimizer": {"kind": "SGD", "learningRate": 0.1, "momentum": 0.9, "decay": 0.9, "epsilon": 0.001,
                               "weightDecay": 1e-5},
                 "schedule": {"kind": "COSINE", "warmupEpochs": 0.2, "decayRate": 0.97, "decayEpochs": 2.4, "restarts": []},
                 "regularization": {"dropout": 0.0, "stochasticDepth": 0.0, "labelSmoothing": 0.1},
                 "augmentation": {"flip": true, "cropPadding": 0.1}}
                """;

        assertThat(ProtocolJson.MAPPER.readValue(stored, Recipe.class)).isEqualTo(Recipe.DEFAULT);
    }
}
