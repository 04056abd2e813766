package io.phiscale.trainer.dataset.shapes;

/** The classes, each by its signed distance: negative inside, in the shape's own coordinates, about 1 in radius. */
enum Shape {
    DISC {
        @Override
        double distance(double x, double y) {
            return Math.hypot(x, y) - 1;
        }
    },
    SQUARE {
        @Override
        double distance(double x, double y) {
            return Math.max(Math.abs(x), Math.abs(y)) - 0.85;
        }
    },
    TRIANGLE {
        @Override
        double distance(double x, double y) {
            // Equilateral, point upwards; 0.866 and 0.5 are the sine and cosine of 60°.
            return Math.max(y - 0.6, 0.866 * Math.abs(x) - 0.5 * y - 0.6);
        }
    },
    CROSS {
        @Override
        double distance(double x, double y) {
            double longer = Math.max(Math.abs(x), Math.abs(y));
            double shorter = Math.min(Math.abs(x), Math.abs(y));
            return Math.max(longer - 1, shorter - 0.3);
        }
    };

    abstract double distance(double x, double y);
}
