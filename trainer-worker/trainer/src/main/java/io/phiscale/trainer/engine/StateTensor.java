package io.phiscale.trainer.engine;

import java.util.List;

/** One named array of a network's numbers, where the network keeps it: read to save it, overwritten to restore it. */
public interface StateTensor {

    /** The same in every network that the engine builds of an architecture, and unlike that of any other of its tensors. */
    String name();

    /** Sizes along each axis; none for a single number. */
    List<Long> shape();

    /** A copy, row by row. */
    float[] values();

    /** @param values row by row, as many as the shape has */
    void set(float[] values);
}
