package io.phiscale.protocol.trial;

import io.phiscale.scaling.validation.Require;

/** @param fraction of the training that is done, from 0 to 1 */
public record Heartbeat(long token, double fraction) {
    public Heartbeat {
        Require.between("fraction", fraction, 0, 1);
    }
}
