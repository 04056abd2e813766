package io.phiscale.scaling.coefficient;

/** How many layers a stage has whose depth is scaled to no whole number. */
public enum DepthRounding {
    /** The official rule: the next whole number, so that many a depth costs more than it should. */
    CEIL {
        @Override
        double whole(double layers) {
            return Math.ceil(layers - SLACK);
        }
    },
    /** The nearest whole number, half up. */
    NEAREST {
        @Override
        double whole(double layers) {
            return Math.floor(layers + 0.5 + SLACK);
        }
    };

    /** Products such as 5 · 1.4 come out as 7.000000000000001: they must not be rounded up to 8. */
    private static final double SLACK = 1e-9;

    abstract double whole(double layers);
}
