package io.phiscale.protocol.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;

/** In what numbers a network is trained. */
public enum Precision {
    /** Single precision throughout; on a GPU, products may be of TF32, which has 10 bits of mantissa. */
    FP32("fp32"),
    /** Mixed: feature maps and products in bfloat16; weights, statistics of batch norm and loss in single precision. */
    BF16("bf16");

    private final String id;

    Precision(String id) {
        this.id = id;
    }

    /** As users, tables and messages have it. */
    @JsonValue
    public String id() {
        return id;
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Precision::id).toList();
    }

    /** @throws InvalidValueException for anything but an {@link #id} */
    @JsonCreator
    public static Precision of(String id) {
        return Arrays.stream(values())
                .filter(precision -> precision.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("precision", id, "one of " + ids()));
    }
}
