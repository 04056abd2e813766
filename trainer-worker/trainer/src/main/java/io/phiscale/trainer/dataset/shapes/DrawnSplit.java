package io.phiscale.trainer.dataset.shapes;

import io.phiscale.trainer.dataset.ImageReader;
import io.phiscale.trainer.dataset.Split;
import io.phiscale.trainer.random.SeededRandom;
import java.util.List;

/**
 * Drawn anew whenever an image is asked for.
 *
 * @param number tells the training from the test split
 */
record DrawnSplit(int size, int number) implements Split {
    private static final List<Shape> CLASSES = List.of(Shape.values());
    private static final double NOISE = 0.15;

    @Override
    public int label(int index) {
        return index % CLASSES.size();
    }

    @Override
    public ImageReader at(int resolution) {
        return index -> draw(index, resolution);
    }

    private byte[] draw(int index, int resolution) {
        SeededRandom random = new SeededRandom(number, index);
        Shape shape = CLASSES.get(label(index));
        double centreX = random.nextDouble(0.4, 0.6);
        double centreY = random.nextDouble(0.4, 0.6);
        double radius = random.nextDouble(0.22, 0.34);
        double background = random.nextDouble(0.05, 0.3);
        double foreground = random.nextDouble(0.65, 0.95);
        byte[] pixels = new byte[resolution * resolution];
        for (int row = 0; row < resolution; row++) {
            double y = ((row + 0.5) / resolution - centreY) / radius;
            for (int column = 0; column < resolution; column++) {
                double x = ((column + 0.5) / resolution - centreX) / radius;
                // The distance in pixels, over the width of one, is how much of the pixel the shape covers.
                double inside = clamped(0.5 - shape.distance(x, y) * radius * resolution);
                double noise = NOISE * (random.nextDouble() + random.nextDouble() - 1);
                double grey = background + (foreground - background) * inside + noise;
                pixels[row * resolution + column] = (byte) Math.round(255 * clamped(grey));
            }
        }
        return pixels;
    }

    private static double clamped(double number) {
        return Math.min(1, Math.max(0, number));
    }
}
