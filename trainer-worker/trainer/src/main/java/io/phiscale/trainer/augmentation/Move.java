package io.phiscale.trainer.augmentation;

/**
 * Where each pixel of a moved image comes from: what is at (x, y), in pixels from the left upper corner, from (xx · x + xy · y +
 * x0, yx · x + yy · y + y0). It is the pixel that this point is in; what comes in from outside is black.
 */
record Move(double xx, double xy, double x0, double yx, double yy, double y0) {
    /** Of a pixel. */
    private static final double MIDDLE = 0.5;

    static Move shearX(double share) {
        return new Move(1, share, 0, 0, 1, 0);
    }

    static Move shearY(double share) {
        return new Move(1, 0, 0, share, 1, 0);
    }

    static Move translation(double pixelsX, double pixelsY) {
        return new Move(1, 0, pixelsX, 0, 1, pixelsY);
    }

    /** About the middle of the image. */
    static Move rotation(double degrees, int resolution) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        double middle = resolution / 2.0;
        return new Move(
                cosine, -sine, middle - (cosine - sine) * middle, sine, cosine, middle - (sine + cosine) * middle);
    }

    Pixels of(Pixels image) {
        int resolution = image.resolution();
        return image.with(index -> {
            int pixel = index % image.area();
            int row = pixel / resolution;
            double x = pixel % resolution + MIDDLE;
            double y = row + MIDDLE;
            long fromX = (long) Math.floor(xx * x + xy * y + x0);
            long fromY = (long) Math.floor(yx * x + yy * y + y0);
            boolean inside = fromX >= 0 && fromX < resolution && fromY >= 0 && fromY < resolution;
            return inside ? image.at(index - pixel + Math.toIntExact(fromY * resolution + fromX)) : 0;
        });
    }
}
