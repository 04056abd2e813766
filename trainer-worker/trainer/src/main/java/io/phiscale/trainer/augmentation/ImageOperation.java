package io.phiscale.trainer.augmentation;

/** RandAugment's 14 operations (Cubuk et al., arXiv 1909.13719, section 3), with torchvision's ranges. */
enum ImageOperation {
    IDENTITY {
        @Override
        Pixels of(Pixels image, double strength) {
            return image;
        }
    },
    AUTO_CONTRAST {
        @Override
        Pixels of(Pixels image, double strength) {
            return Histograms.stretched(image);
        }
    },
    EQUALIZE {
        @Override
        Pixels of(Pixels image, double strength) {
            return Histograms.equalized(image);
        }
    },
    ROTATE {
        @Override
        Pixels of(Pixels image, double strength) {
            return Move.rotation(MOST_DEGREES * strength, image.resolution()).of(image);
        }
    },
    SHEAR_X {
        @Override
        Pixels of(Pixels image, double strength) {
            return Move.shearX(MOST_SHEAR * strength).of(image);
        }
    },
    SHEAR_Y {
        @Override
        Pixels of(Pixels image, double strength) {
            return Move.shearY(MOST_SHEAR * strength).of(image);
        }
    },
    TRANSLATE_X {
        @Override
        Pixels of(Pixels image, double strength) {
            return Move.translation(MOST_TRANSLATION * strength * image.resolution(), 0)
                    .of(image);
        }
    },
    TRANSLATE_Y {
        @Override
        Pixels of(Pixels image, double strength) {
            return Move.translation(0, MOST_TRANSLATION * strength * image.resolution())
                    .of(image);
        }
    },
    BRIGHTNESS {
        @Override
        Pixels of(Pixels image, double strength) {
            return Blend.brightness(image, factor(strength));
        }
    },
    COLOUR {
        @Override
        Pixels of(Pixels image, double strength) {
            return Blend.colour(image, factor(strength));
        }
    },
    CONTRAST {
        @Override
        Pixels of(Pixels image, double strength) {
            return Blend.contrast(image, factor(strength));
        }
    },
    SHARPNESS {
        @Override
        Pixels of(Pixels image, double strength) {
            return Blend.sharpness(image, factor(strength));
        }
    },
    /** Keeps the first bits of each level: 8 to 4 of them. */
    POSTERIZE {
        @Override
        Pixels of(Pixels image, double strength) {
            long dropped = Math.round(MOST_DROPPED_BITS * Math.abs(strength));
            int kept = Pixels.MOST >> dropped << dropped;
            return image.withLevels(level -> level & kept);
        }
    },
    /** Inverts all levels from a threshold on, which comes down from 255 to 0. */
    SOLARIZE {
        @Override
        Pixels of(Pixels image, double strength) {
            double threshold = Pixels.MOST * (1 - Math.abs(strength));
            return image.withLevels(level -> level >= threshold ? Pixels.MOST - level : level);
        }
    };

    private static final double MOST_DEGREES = 30;
    private static final double MOST_SHEAR = 0.3;
    private static final double MOST_TRANSLATION = 150.0 / 331;
    private static final double MOST_CHANGE = 0.9;
    private static final int MOST_DROPPED_BITS = 4;

    /**
     * @param strength from -1 to 1: how strong it is, and in which direction, where an operation has two
     * @return another image, or the same
     */
    abstract Pixels of(Pixels image, double strength);

    private static double factor(double strength) {
        return 1 + MOST_CHANGE * strength;
    }
}
