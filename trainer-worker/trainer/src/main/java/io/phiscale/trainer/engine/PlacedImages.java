package io.phiscale.trainer.engine;

import java.util.Arrays;

/**
 * The images of a batch as an engine can put them together itself: where each lies among stored ones, and how it is shown.
 * The pixel of column x and row y is that of column x + moveX and row y + moveY, or black where there is none; mirrored,
 * columns count from the right before they are moved.
 *
 * @param images numbers of stored ones; this and the others: one for each image of the batch
 * @param moveX pixels
 * @param moveY pixels
 * @param mirrored 1, or 0 for those that are not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PlacedImages(StoredImages stored, int[] images, int[] moveX, int[] moveY, int[] mirrored) {
    public PlacedImages {
        int size = images.length;
        for (int[] each : new int[][] {moveX, moveY, mirrored}) {
            if (each.length != size) {
                throw new IllegalArgumentException("%d images, but %s".formatted(size, Arrays.toString(each)));
            }
        }
    }
}
