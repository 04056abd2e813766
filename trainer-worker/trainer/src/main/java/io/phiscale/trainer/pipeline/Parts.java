package io.phiscale.trainer.pipeline;

/**
 * A number of images in parts as equal as possible, the larger ones first.
 *
 * @param images at least as many as parts
 */
record Parts(int images, int count) {

    /** @param part from 0; the number of parts itself gives the end of the last */
    int begin(int part) {
        return part * (images / count) + Math.min(part, images % count);
    }

    /** Of the first part. */
    int largest() {
        return begin(1);
    }
}
