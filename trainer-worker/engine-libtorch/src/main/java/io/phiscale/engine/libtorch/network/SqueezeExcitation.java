package io.phiscale.engine.libtorch.network;

import io.phiscale.engine.libtorch.network.Variable.Role;
import io.phiscale.trainer.engine.LayerName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Squeeze-and-excitation (Hu et al.): global average pool, 1×1 convolution to the squeezed channels, SiLU, 1×1
 * convolution back, sigmoid gate on the input; both with biases.
 */
final class SqueezeExcitation implements Layer {
    private final Tensor squeeze;
    private final Tensor squeezeBias;
    private final Tensor excite;
    private final Tensor exciteBias;

    SqueezeExcitation(LayerName name, io.phiscale.scaling.architecture.SqueezeExcitation layer, Variables variables) {
        long channels = layer.channels();
        long squeezed = layer.squeezedChannels();
        String reduce = name.layer() + ".conv_reduce";
        String expand = name.layer() + ".conv_expand";
        squeeze = variables.weight(reduce + ".weight", squeezed, squeezed, channels, 1, 1);
        squeezeBias = variables.constant(reduce + ".bias", Role.WEIGHT, 0, squeezed);
        excite = variables.weight(expand + ".weight", channels, channels, squeezed, 1, 1);
        exciteBias = variables.constant(expand + ".bias", Role.WEIGHT, 0, channels);
    }

    @Override
    public Tensor forward(Tensor input, Pass pass) {
        Tensor squeezed = torch.silu(dense(Pooling.average(input).flatten(1, -1), squeeze, squeezeBias, pass.place()));
        Tensor gate = torch.sigmoid(dense(squeezed, excite, exciteBias, pass.place()));
        return input.mul(gate.view(gate.size(0), gate.size(1), 1, 1));
    }

    /** A 1×1 convolution of a single pixel; as a matrix product it needs no layout of its own. */
    private static Tensor dense(Tensor input, Tensor weight, Tensor bias, Place place) {
        Tensor matrix = weight.view(weight.size(0), weight.size(1));
        return torch.linear(input, place.features(matrix), new TensorOptional(place.features(bias)));
    }
}
