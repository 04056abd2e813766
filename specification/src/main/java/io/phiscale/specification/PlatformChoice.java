package io.phiscale.specification;

import io.phiscale.protocol.engine.DeviceKind;
import io.phiscale.protocol.engine.EngineBuild;
import io.phiscale.protocol.engine.Engines;
import io.phiscale.protocol.engine.Numerics;
import io.phiscale.protocol.engine.Platform;
import io.phiscale.protocol.engine.Precision;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a search may be trained with. Null leaves the choice to the coordinator, which makes it once, when the search is
 * submitted.
 *
 * @param deterministic whether trainings are to come to the same bits each time, at the cost of speed
 */
public record PlatformChoice(
        @Nullable String engine, @Nullable DeviceKind device, @Nullable Precision precision, boolean deterministic) {
    static final String AUTO = "auto";
    public static final PlatformChoice OPEN = new PlatformChoice(null, null, null, false);
    private static final List<Option> FASTEST_FIRST = Stream.of(DeviceKind.CUDA, DeviceKind.CPU)
            .flatMap(device -> Engines.ALL.stream().map(engine -> new Option(engine, device)))
            .toList();

    public PlatformChoice {
        if (engine != null && !Engines.ALL.contains(engine)) {
            throw new InvalidValueException("engine", engine, "one of " + Engines.ALL + ", or " + AUTO);
        }
        boolean isDl4j = Engines.DEEPLEARNING4J.equals(engine);
        if (isDl4j && precision == Precision.BF16) {
            throw new InvalidValueException(
                    "precision", precision.id(), "fp32 with engine dl4j; bf16 with engine libtorch");
        }
        if (isDl4j && device == DeviceKind.CUDA && deterministic) {
            throw new InvalidValueException(
                    "deterministic", true, "false with engine dl4j on cuda; true with engine libtorch, or on cpu");
        }
    }

    /** @throws InvalidValueException where a word is neither {@code auto} nor one that is known */
    static PlatformChoice of(
            @Nullable String engine, @Nullable String device, @Nullable String precision, boolean deterministic) {
        return new PlatformChoice(
                isOpen(engine) ? null : engine,
                isOpen(device) ? null : DeviceKind.of(String.valueOf(device)),
                isOpen(precision) ? null : Precision.of(String.valueOf(precision)),
                deterministic);
    }

    private static boolean isOpen(@Nullable String word) {
        return word == null || word.equals(AUTO);
    }

    /** An engine on a kind of device. */
    public record Option(String engine, DeviceKind device) {}

    /** Those that it leaves, the fastest first: GPUs before processors, and on either the faster engine. */
    public List<Option> options() {
        return FASTEST_FIRST.stream().filter(this::allows).toList();
    }

    private boolean allows(Option option) {
        boolean isDl4j = option.engine().equals(Engines.DEEPLEARNING4J);
        return (engine == null || engine.equals(option.engine()))
                && (device == null || device == option.device())
                // It trains in single precision alone, and cannot be kept to the same bits on a GPU.
                && !(isDl4j && precision == Precision.BF16)
                && !(isDl4j && option.device() == DeviceKind.CUDA && deterministic);
    }

    /** What any machine has, unless something else is asked for. */
    public Platform anywhere() {
        List<Option> options = options();
        return options.stream()
                .filter(option -> option.device() == DeviceKind.CPU)
                .findFirst()
                .map(this::with)
                .orElseGet(() -> with(options.get(0)));
    }

    /** @param chosen one of {@link #options} */
    public Platform with(Option chosen) {
        Precision suited = precision == null
                ? EngineBuild.of(chosen.engine(), chosen.device()).fastestPrecision()
                : precision;
        return new Platform(chosen.engine(), chosen.device(), new Numerics(suited, deterministic));
    }
}
