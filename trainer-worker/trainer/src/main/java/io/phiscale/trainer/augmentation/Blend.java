package io.phiscale.trainer.augmentation;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Operations that move an image towards another one made of it, or, by a factor above 1, away from that. */
final class Blend {
    /** Of the pixel itself, where its neighbours count 1. */
    private static final int MIDDLE = 5;

    private static final int ALL = MIDDLE + 8;

    private Blend() {}

    /** @param factor 0 for black */
    static Pixels brightness(Pixels image, double factor) {
        return blended(image, index -> 0, factor);
    }

    /** @param factor 0 for an image of grey tones */
    static Pixels colour(Pixels image, double factor) {
        return image.channels() == 1 ? image : blended(image, index -> image.grey(index % image.area()), factor);
    }

    /** @param factor 0 for one grey tone, the mean of all */
    static Pixels contrast(Pixels image, double factor) {
        double mean = IntStream.range(0, image.area())
                .mapToDouble(image::grey)
                .average()
                .orElseThrow();
        return blended(image, index -> mean, factor);
    }

    /** @param factor 0 for a smoothed image; its border stays */
    static Pixels sharpness(Pixels image, double factor) {
        return blended(image, index -> smooth(image, index), factor);
    }

    private static double smooth(Pixels image, int index) {
        int resolution = image.resolution();
        int x = index % resolution;
        int y = index % image.area() / resolution;
        if (x == 0 || y == 0 || x == resolution - 1 || y == resolution - 1) {
            return image.at(index);
        }
        int sum = (MIDDLE - 1) * image.at(index);
        for (int row = -1; row <= 1; row++) {
            for (int column = -1; column <= 1; column++) {
                sum += image.at(index + row * resolution + column);
            }
        }
        return (double) sum / ALL;
    }

    private static Pixels blended(Pixels image, IntToDoubleFunction other, double factor) {
        return image.with(index -> {
            double from = other.applyAsDouble(index);
            return (int) Math.round(from + factor * (image.at(index) - from));
        });
    }
}
