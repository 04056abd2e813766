package io.phiscale.specification;

import io.phiscale.scaling.validation.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a search may take at most; a search that may take more is refused before anything is queued.
 *
 * @param hours of training, one after the other
 * @param price in the currency of the coordinator's price per hour
 * @param images that go through networks in training
 */
public record CostLimit(@Nullable Double hours, @Nullable Double price, @Nullable Long images) {
    public static final CostLimit NONE = new CostLimit(null, null, null);

    public CostLimit {
        if (hours != null) {
            Require.positive("hours", hours);
        }
        if (price != null) {
            Require.positive("price", price);
        }
        if (images != null) {
            Require.between("images", images, 1, Long.MAX_VALUE);
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
