package io.phiscale.engine.libtorch.network;

import io.phiscale.engine.libtorch.network.Variable.Role;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Makes a network's variables, one after the other; random ones follow from the seed and their order. */
final class Variables {
    private static final int IMAGE_DIMENSIONS = 4;

    private final Generator random;
    private final Place place;
    private final List<Variable> all = new ArrayList<>();

    /** Drawn on the processor, so that one seed gives the same weights wherever they are brought. */
    Variables(long seed, Place place) {
        this.place = place;
        random = torch.make_generator_cpu(seed);
    }

    /** In the order in which they were made. */
    List<Variable> all() {
        return List.copyOf(all);
    }

    /** N(0, √(2 / fan out)), EfficientNet's rule. */
    Tensor weight(String name, long fanOut, long... shape) {
        return add(name, empty(shape).normal_(0, Math.sqrt(2.0 / fanOut), new GeneratorOptional(random)), Role.WEIGHT);
    }

    /** U(−bound, bound). */
    Tensor uniform(String name, double bound, long... shape) {
        return add(name, empty(shape).uniform_(-bound, bound, new GeneratorOptional(random)), Role.WEIGHT);
    }

    Tensor constant(String name, Role role, double value, long size) {
        return add(name, empty(size).fill_(new Scalar(value)), role);
    }

    private static Tensor empty(long... shape) {
        MemoryFormat format = shape.length == IMAGE_DIMENSIONS ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
        return torch.empty(shape, new TensorOptions(), new MemoryFormatOptional(format));
    }

    private Tensor add(String name, Tensor tensor, Role role) {
        Variable variable = new Variable(name, place.bring(tensor), role);
        all.add(variable);
        Tensor unused = variable.tensor().set_requires_grad(variable.isTrained());
        return variable.tensor();
    }
}
