package io.phiscale.trainer.checkpoint;

/** The kinds of numbers that our tensor files may hold, by the names that the safetensors format has for them. */
enum NumberType {
    F32(Float.BYTES),
    F64(Double.BYTES),
    I64(Long.BYTES);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }
}
