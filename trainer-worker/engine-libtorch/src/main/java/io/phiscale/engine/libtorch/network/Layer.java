package io.phiscale.engine.libtorch.network;

import org.bytedeco.pytorch.Tensor;

/** A part of a network: from a feature map to a feature map. */
interface Layer {
    Tensor forward(Tensor input, Pass pass);
}
