package io.phiscale.engine.libtorch;

import io.phiscale.engine.libtorch.network.Network;
import io.phiscale.engine.libtorch.network.Pass;
import io.phiscale.engine.libtorch.network.Place;
import io.phiscale.trainer.engine.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a part of a batch brings into a step.
 *
 * @param images [batch, channels, resolution, resolution]; or, of images that lie on the device, how these are shown
 * @param stored where these lie
 * @param labels [batch], 64-bit, as losses want them
 * @param variation of the part's pass
 */
record PartInputs(Tensor images, Optional<DeviceImages> stored, Tensor labels, Pass.Variation variation) {

    /**
     * @param stored where the batch's images lie; empty for one of mere numbers
     * @param before passes of training that came before
     * @param seed of what this one drops
     * @return tensors on the processor
     */
    static PartInputs of(Batch batch, Optional<DeviceImages> stored, Network network, long before, long seed) {
        Tensor images = batch.placed().map(DeviceImages::shown).orElseGet(() -> Tensors.images(batch));
        Tensor newShare = torch.scalar_tensor(new Scalar(Pass.newShare(before)));
        Pass.Variation variation = new Pass.Variation(network.drawSurvival(seed, batch.size()), newShare);
        return new PartInputs(images, stored, Tensors.labels(batch), variation);
    }

    PartInputs map(UnaryOperator<Tensor> each) {
        Pass.Variation moved = new Pass.Variation(each.apply(variation.survival()), each.apply(variation.newShare()));
        return new PartInputs(each.apply(images), stored, each.apply(labels), moved);
    }

    List<Tensor> tensors() {
        return List.of(images, labels, variation.survival(), variation.newShare());
    }

    /** @return as a network takes them */
    Tensor featureMap(Place place) {
        return place.images(stored.map(device -> device.batch(images)).orElse(images));
    }

    long size() {
        return labels.size(0);
    }
}
