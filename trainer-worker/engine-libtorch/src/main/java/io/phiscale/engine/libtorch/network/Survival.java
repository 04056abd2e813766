package io.phiscale.engine.libtorch.network;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a network drops in training: of images whole branches (stochastic depth), and features before the classifier
 * (dropout). All of a pass is drawn at once and beforehand, so that a recorded pass can be given the next one's; and on the
 * processor, so that a seed drops the same wherever the network is.
 */
final class Survival {
    private record Drop(double rate, long ofEachImage) {}

    private final List<Drop> drops = new ArrayList<>();

    /** Of as many numbers of each image: to be called in the order in which a pass asks for them. */
    void add(double rate, long ofEachImage) {
        drops.add(new Drop(rate, ofEachImage));
    }

    /**
     * @return one after the other, on the processor: 0 where something is dropped, else 1 / (1 − rate), so that the mean is
     *     1
     */
    Tensor draw(long seed, long images) {
        if (drops.isEmpty()) {
            return torch.empty(0);
        }
        Generator random = torch.make_generator_cpu(seed);
        Tensor[] drawn = drops.stream().map(drop -> draw(drop, images, random)).toArray(Tensor[]::new);
        return torch.cat(new TensorVector(drawn));
    }

    private static Tensor draw(Drop drop, long images, Generator random) {
        return torch.rand(new long[] {images * drop.ofEachImage()}, new GeneratorOptional(random))
                .ge(new Scalar(drop.rate()))
                .div(new Scalar(1 - drop.rate()));
    }
}
