package io.phiscale.protocol.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.phiscale.scaling.validation.InvalidValueException;
import java.util.Arrays;
import java.util.List;

/** What kind of hardware computes. */
public enum DeviceKind {
    CPU("cpu"),
    /** An NVIDIA GPU. */
    CUDA("cuda");

    private final String id;

    DeviceKind(String id) {
        this.id = id;
    }

    /** As users, tables and messages have it. */
    @JsonValue
    public String id() {
        return id;
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(DeviceKind::id).toList();
    }

    /** @throws InvalidValueException for anything but an {@link #id} */
    @JsonCreator
    public static DeviceKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("device", id, "one of " + ids()));
    }
}
