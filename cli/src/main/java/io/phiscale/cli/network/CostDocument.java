package io.phiscale.cli.network;

import io.phiscale.scaling.architecture.Activation;
import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Cost;
import java.util.List;

/** A network and its cost, as printed by {@code --json}. Scripts rely on these names. */
record CostDocument(
        long parameters,
        long multiplyAdds,
        long activations,
        String fingerprint,
        int resolution,
        Activation activation,
        int stem,
        int pool,
        int head,
        List<StageDocument> stages) {

    record StageDocument(int channels, int layers) {}

    static CostDocument of(Architecture architecture) {
        Cost cost = architecture.cost();
        return new CostDocument(
                cost.parameters(),
                cost.multiplyAdds(),
                cost.activations(),
                architecture.fingerprint(),
                architecture.resolution(),
                architecture.activation(),
                architecture.stem().channels(),
                architecture.stem().pool(),
                architecture.headChannels(),
                architecture.stages().stream()
                        .map(stage -> new StageDocument(stage.channels(), stage.layers()))
                        .toList());
    }
}
