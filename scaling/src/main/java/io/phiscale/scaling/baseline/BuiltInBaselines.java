package io.phiscale.scaling.baseline;

import io.phiscale.scaling.architecture.Architecture;
import io.phiscale.scaling.architecture.Operator;
import io.phiscale.scaling.architecture.Stage;
import io.phiscale.scaling.architecture.Stem;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;

/** The baselines that come with Phiscale. */
public final class BuiltInBaselines {
    private static final double SQUEEZE_RATIO = 0.25;

    /** EfficientNet-B0, as its official implementation has it (the paper's first version swaps two strides). */
    public static final Baseline EFFICIENTNET_B0 = new Baseline(
            "efficientnet-b0",
            new Architecture(
                    3,
                    224,
                    new Stem(3, 2, 32),
                    List.of(
                            mbconv(3, 1, 1, 16, 1),
                            mbconv(3, 2, 6, 24, 2),
                            mbconv(5, 2, 6, 40, 2),
                            mbconv(3, 2, 6, 80, 3),
                            mbconv(5, 1, 6, 112, 3),
                            mbconv(5, 2, 6, 192, 4),
                            mbconv(3, 1, 6, 320, 1)),
                    1280,
                    1000));

    /**
     * Ours: the same building blocks, small enough to train in seconds on two CPU cores. Its channels and layers are
     * such that a third of a doubling, spent on either, rounds to another network.
     */
    public static final Baseline MBCONV_NANO = new Baseline(
            "mbconv-nano",
            new Architecture(
                    1,
                    28,
                    new Stem(3, 2, 16),
                    List.of(mbconv(3, 1, 1, 16, 1), mbconv(3, 2, 3, 24, 2), mbconv(3, 2, 3, 40, 3)),
                    128,
                    10));

    public static final List<Baseline> ALL = List.of(EFFICIENTNET_B0, MBCONV_NANO);

    private BuiltInBaselines() {}

    /** @throws InvalidValueException where no baseline has this name; it lists those there are */
    public static Baseline named(String name) {
        return ALL.stream()
                .filter(baseline -> baseline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "baseline",
                        name,
                        "one of " + names() + ", or a network of your own as a YAML or JSON document"));
    }

    public static List<String> names() {
        return ALL.stream().map(Baseline::name).toList();
    }

    private static Stage mbconv(int kernel, int stride, int expansion, int channels, int layers) {
        return new Stage(Operator.MBCONV, kernel, stride, expansion, SQUEEZE_RATIO, channels, layers);
    }
}
