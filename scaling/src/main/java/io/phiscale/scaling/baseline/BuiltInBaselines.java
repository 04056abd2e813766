package io.phiscale.scaling.baseline;

import io.phiscale.scaling.architecture.Activation;
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
                    Activation.SILU,
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
                    Activation.SILU,
                    new Stem(3, 2, 16),
                    List.of(mbconv(3, 1, 1, 16, 1), mbconv(3, 2, 3, 24, 2), mbconv(3, 2, 3, 40, 3)),
                    128,
                    10));

    /** Howard et al., with ReLU6 as its official implementation has it; its head is the dense layer alone. */
    public static final Baseline MOBILENET_V1 = new Baseline(
            "mobilenet-v1",
            new Architecture(
                    3,
                    224,
                    Activation.RELU6,
                    new Stem(3, 2, 32),
                    List.of(
                            plain(Operator.SEPARABLE, 1, 64, 1),
                            plain(Operator.SEPARABLE, 2, 128, 2),
                            plain(Operator.SEPARABLE, 2, 256, 2),
                            plain(Operator.SEPARABLE, 2, 512, 6),
                            plain(Operator.SEPARABLE, 2, 1024, 2)),
                    0,
                    1000));

    /** Sandler et al. */
    public static final Baseline MOBILENET_V2 = new Baseline(
            "mobilenet-v2",
            new Architecture(
                    3,
                    224,
                    Activation.RELU6,
                    new Stem(3, 2, 32),
                    List.of(
                            inverted(1, 1, 16, 1),
                            inverted(2, 6, 24, 2),
                            inverted(2, 6, 32, 3),
                            inverted(2, 6, 64, 4),
                            inverted(1, 6, 96, 3),
                            inverted(2, 6, 160, 3),
                            inverted(1, 6, 320, 1)),
                    1280,
                    1000));

    /** He et al. */
    public static final Baseline RESNET_18 = resnet(
            "resnet-18",
            plain(Operator.BASIC, 1, 64, 2),
            plain(Operator.BASIC, 2, 128, 2),
            plain(Operator.BASIC, 2, 256, 2),
            plain(Operator.BASIC, 2, 512, 2));

    /** He et al., with strides on the 3×3 convolutions ("v1.5", as torchvision has it). */
    public static final Baseline RESNET_50 = resnet(
            "resnet-50", bottleneck(1, 256, 3), bottleneck(2, 512, 4), bottleneck(2, 1024, 6), bottleneck(2, 2048, 3));

    public static final List<Baseline> ALL =
            List.of(EFFICIENTNET_B0, MOBILENET_V1, MOBILENET_V2, RESNET_18, RESNET_50, MBCONV_NANO);

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

    /** MobileNetV2's: without squeeze-and-excitation. */
    private static Stage inverted(int stride, int expansion, int channels, int layers) {
        return new Stage(Operator.MBCONV, 3, stride, expansion, 0, channels, layers);
    }

    private static Stage bottleneck(int stride, int channels, int layers) {
        return new Stage(Operator.BOTTLENECK, 3, stride, 4, 0, channels, layers);
    }

    private static Stage plain(Operator operator, int stride, int channels, int layers) {
        return new Stage(operator, 3, stride, 1, 0, channels, layers);
    }

    private static Baseline resnet(String name, Stage... stages) {
        return new Baseline(
                name, new Architecture(3, 224, Activation.RELU, new Stem(7, 2, 64, 3), List.of(stages), 0, 1000));
    }
}
